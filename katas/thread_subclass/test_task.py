"""A thread that keeps what came out of it."""

import threading
import time

import pytest

import checks


def test_it_is_a_thread(kata):
    """It can be started, joined, and asked whether it is alive."""
    task = kata.Task(checks.pause)
    assert isinstance(task, threading.Thread)
    assert not task.is_alive()
    task.start()
    task.join()
    assert not task.is_alive()


def test_the_result(kata):
    """What the function returned, as often as somebody asks."""
    task = kata.Task(lambda first, second: first + second, "tea", "spoon")
    task.start()
    assert task.result() == "teaspoon"
    assert task.result() == "teaspoon"


def test_the_function_runs_in_the_new_thread(kata):
    """Not in the one that makes the task, and not in the one that starts it."""
    task = kata.Task(threading.current_thread)
    task.start()
    assert task.result() is task


def test_nothing_runs_before_the_start(kata):
    """To make a task is not to start it."""
    happened = []
    task = kata.Task(happened.append, "worked")
    checks.pause()
    assert happened == []
    task.start()
    task.join()
    assert happened == ["worked"]


def test_start_does_not_wait(kata):
    """Who starts a task goes on meanwhile."""
    go_on = threading.Event()
    task = kata.Task(go_on.wait)
    task.start()
    go_on.set()
    assert task.result() is True


def test_result_waits(kata):
    """Who asks too early waits until the function has returned."""

    def slowly():
        time.sleep(1)
        return "done"

    task = kata.Task(slowly)
    task.start()
    assert task.result() == "done"


def test_an_exception_comes_out_of_result(kata):
    """It does not end in the thread, where nobody sees it: each who asks for the result gets it."""

    def fail():
        checks.pause()
        raise KeyError("no such page")

    task = kata.Task(fail)
    task.start()
    task.join()
    for _ in range(2):
        with pytest.raises(KeyError, match="no such page"):
            task.result()


def test_patience_ends(kata):
    """After that time there is no result yet; later there is."""

    def slowly():
        time.sleep(10)
        return "done"

    task = kata.Task(slowly)
    task.start()
    checks.refuses(TimeoutError, lambda: task.result(timeout=1), "asking after one second")
    assert task.result(timeout=60) == "done"


def test_a_result_of_no_value(kata):
    """None is a result."""
    task = kata.Task(checks.pause)
    task.start()
    assert task.result() is None


def test_the_name(kata):
    """A name that is given is the thread's name, and the function sees it; else the library chooses one."""
    task = kata.Task(lambda: threading.current_thread().name, name="download")
    task.start()
    assert task.result() == "download"
    assert kata.Task(checks.pause).name.startswith("Thread-")


def test_two_tasks_at_the_same_time(kata):
    """Each has its own result."""
    spans = checks.Spans()

    def visit(name):
        with spans.inside(name):
            spans.meet(2)
        return name

    tasks = [kata.Task(visit, name) for name in ("ann", "bob")]
    for task in tasks:
        task.start()
    assert [task.result() for task in tasks] == ["ann", "bob"]
    checks.reaches_together(spans, 2)
