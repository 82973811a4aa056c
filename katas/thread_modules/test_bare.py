"""Threads without the module threading."""

import _thread
import time

import checks


def test_every_function_is_called_once(kata):
    """When it returns, all of them have returned."""
    spans = checks.Spans()

    def work(name):
        with spans.inside(name):
            time.sleep(0.001)

    kata.run_all([lambda: work("a"), lambda: work("b"), lambda: work("c")])
    checks.everybody_left(spans, "a", "b", "c")


def test_each_in_a_thread_of_its_own(kata):
    """None of them in the thread that calls, and no two in one."""
    numbers = [_thread.get_ident()]

    def work():
        numbers.append(_thread.get_ident())
        time.sleep(0.001)

    kata.run_all([work, work])
    assert len(numbers) == 3, "two functions were handed over, and not each had been called once when this returned"
    assert len(set(numbers)) == 3, "there should be two new threads besides the one that calls"


def test_at_the_same_time(kata):
    """Nobody waits for another one."""
    spans = checks.Spans()

    def work(name):
        with spans.inside(name):
            spans.meet(3)

    kata.run_all([lambda: work("a"), lambda: work("b"), lambda: work("c")])
    checks.everybody_left(spans, "a", "b", "c")
    checks.reaches_together(spans, 3)


def test_no_functions(kata):
    """Nothing to wait for."""
    kata.run_all([])


def test_it_works_a_second_time(kata):
    """Nothing is left over from the first call."""
    happened = []
    kata.run_all([lambda: happened.append("first")])
    kata.run_all([lambda: happened.append("second")])
    checks.in_order(happened, ["first", "second"])


def test_it_is_done_with_the_low_level_module(kata):
    """The module `threading`, and what stands on it, is not needed."""
    kata.run_all([checks.pause])
    for name, value in vars(kata).items():
        origin = getattr(value, "__module__", None) or getattr(value, "__name__", "")
        assert not str(origin).startswith(("threading", "queue", "concurrent")), f"{name} is not of the module _thread"
