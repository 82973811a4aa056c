"""A process that brings back what came out of it."""

import multiprocessing
import os
import signal

import pytest

import checks

pytestmark = pytest.mark.real

#: Bytes: more than a pipe holds.
MUCH = 1 << 20


def teaspoon(first, second):
    """Return both together."""
    return first + second


def here():
    """Return in which process this is, and what it is called."""
    return os.getpid(), multiprocessing.current_process().name


def fail(what):
    """Fail."""
    raise LookupError(what)


def much(count):
    """Return a lot."""
    return bytes(count)


def nothing():
    """Return None."""


def note(spans, what):
    """Note it."""
    spans.point(what)


def meet(spans, who):
    """Go on only when somebody else is there too."""
    with spans.inside(who):
        spans.meet(2)


def wait_for_it(spans, what):
    """Wait until it has happened."""
    spans.point("I am waiting")
    spans.wait_for(what)


def test_it_is_a_process(kata):
    """It can be asked what any process can be asked, before and afterwards."""
    task = kata.Task(nothing)
    assert isinstance(task, multiprocessing.process.BaseProcess)
    assert (task.pid, task.exitcode, task.is_alive()) == (None, None, False)
    task.start()
    task.join()
    assert task.pid is not None
    checks.ended_with(task, 0)


def test_the_result(kata):
    """What the function returned comes back."""
    task = kata.Task(teaspoon, "tea", "spoon")
    task.start()
    assert task.result() == "teaspoon"


def test_it_may_be_asked_for_again(kata):
    """The same comes back, as often as somebody asks."""
    task = kata.Task(teaspoon, "tea", "spoon")
    task.start()
    task.result()
    assert task.result() == "teaspoon", "the second time something else comes back"


def test_none_is_a_result(kata):
    """A function that returns nothing has an answer as well."""
    task = kata.Task(nothing)
    task.start()
    assert task.result() is None


def test_the_function_runs_in_the_new_process(kata):
    """In the process that `start` makes, and not where it is called."""
    task = kata.Task(here, name="worker")
    task.start()
    pid, _ = task.result()
    assert pid != os.getpid(), "the function ran in the process that called"
    assert pid == task.pid


def test_its_name(kata):
    """The name is kept, here and over there; without one the library chooses it."""
    task = kata.Task(here, name="worker")
    assert task.name == "worker"
    task.start()
    assert task.result()[1] == "worker"
    unnamed = kata.Task(nothing)
    assert unnamed.name.startswith(f"{type(unnamed).__name__}-") or unnamed.name.startswith("Process-"), unnamed.name


def test_nothing_runs_before_the_start(kata, tmp_path):
    """To make a task is not to start it."""
    spans = checks.ProcessSpans(tmp_path)
    task = kata.Task(note, spans, "worked")
    spans.point("made")
    task.start()
    task.result()
    checks.in_order(spans.points, ["made", "worked"])


def test_start_does_not_wait(kata, tmp_path):
    """Two tasks that are started one after the other are at work at the same time."""
    spans = checks.ProcessSpans(tmp_path)
    ann, bob = kata.Task(meet, spans, "ann"), kata.Task(meet, spans, "bob")
    for task in (ann, bob):
        task.start()
    for task in (ann, bob):
        task.result()
    checks.own_process_for_each(spans, "ann", "bob")


def test_result_waits_for_the_end(kata):
    """When the result is there, the process has ended and is joined."""
    task = kata.Task(teaspoon, 1, 2)
    task.start()
    assert task.result() == 3
    checks.all_joined()
    checks.ended_with(task, 0)


def test_a_large_result(kata):
    """More than a pipe holds: whoever waits for the end first, waits for ever."""
    task = kata.Task(much, MUCH)
    task.start()
    assert len(task.result()) == MUCH


def test_an_exception_comes_out(kata):
    """What the function raised is raised by `result`, each time."""
    task = kata.Task(fail, "no spoon")
    task.start()
    for _ in range(2):
        with pytest.raises(LookupError, match=r"^'?no spoon'?$"):
            task.result()
    checks.all_joined()


def test_a_process_that_was_killed_has_no_answer(kata, tmp_path):
    """Nobody waits for an answer that cannot come any more."""
    spans = checks.ProcessSpans(tmp_path)
    task = kata.Task(wait_for_it, spans, "the answer")
    task.start()
    spans.wait_for("I am waiting")
    os.kill(task.pid, signal.SIGKILL)
    checks.refuses(RuntimeError, task.result, "asking a process that was killed")
    checks.all_joined()


def leave(status):
    """Leave the process in the middle."""
    os._exit(status)


def test_a_process_that_leaves_early_has_no_answer(kata):
    """With exit code 0 neither."""
    task = kata.Task(leave, 0)
    task.start()
    checks.refuses(RuntimeError, task.result, "asking a process that left early")
