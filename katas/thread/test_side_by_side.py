"""Call a function for many items at the same time."""

import threading
import time

import pytest

import checks

pytestmark = pytest.mark.explore(all_joined=True)


def test_all_results(kata):
    """As a list comprehension would give them."""
    assert kata.map_in_threads(lambda number: number * number, [3, 1, 2]) == [9, 1, 4]


def test_in_the_order_of_the_items(kata):
    """The first call takes longest, and its result stands first all the same."""

    def slow(seconds):
        time.sleep(seconds)
        return f"after {seconds}"

    assert kata.map_in_threads(slow, [0.003, 0.001, 0.002]) == ["after 0.003", "after 0.001", "after 0.002"]


def test_equal_items(kata):
    """An item that comes twice is called twice."""
    numbers = iter(range(10))
    assert sorted(kata.map_in_threads(lambda _: next(numbers), ["same", "same"]), key=repr) == [0, 1]


def test_at_the_same_time(kata):
    """Three calls run at the same time, none of them in the thread that asked."""
    spans = checks.Spans()

    def call(item):
        assert threading.current_thread() is not threading.main_thread(), "a thread of its own, please"
        with spans.inside(item):
            spans.meet(3)

    kata.map_in_threads(call, ["a", "b", "c"])
    checks.reaches_together(spans, 3)


def test_results_of_no_value(kata):
    """None, False and 0 are results."""
    assert kata.map_in_threads(lambda item: item, [None, False, 0]) == [None, False, 0]


def test_an_exception_reaches_the_caller(kata):
    """It ended a call in a thread; the one who asked for the results gets it."""

    def invert(number):
        checks.pause()
        return 1 / number

    with pytest.raises(ZeroDivisionError):
        kata.map_in_threads(invert, [1, 0, 2])


def test_the_others_go_on_to_their_end(kata):
    """When the exception comes out, nobody is at work any more."""
    spans = checks.Spans()

    def call(item):
        if item == "bad":
            raise ValueError("bad item")
        with spans.inside(item):
            time.sleep(0.001)

    with pytest.raises(ValueError, match="bad item"):
        kata.map_in_threads(call, ["bad", "good", "better"])
    checks.everybody_left(spans, "good", "better")


def test_the_first_item_that_failed(kata):
    """Two fail. The second one fails sooner; but the first in the list is the one that is told."""

    def fail(seconds):
        time.sleep(seconds)
        raise ValueError(f"failed after {seconds}")

    with pytest.raises(ValueError, match="failed after") as caught:
        kata.map_in_threads(fail, [0.003, 0.001])
    assert str(caught.value) == "failed after 0.003"


def test_no_items(kata):
    """Nothing to call, no results."""
    assert kata.map_in_threads(str, []) == []
