"""Run a function in a process of its own, and do something else meanwhile."""

import functools
import multiprocessing
import os

import pytest

import checks

pytestmark = pytest.mark.real


def note(spans, word, times):
    """Note with what this was called."""
    spans.point((word, times))


def note_that_it_ran(spans, word, times):
    """Note that it was here."""
    spans.point("work")


def meet(spans, word, times):
    """Go on when somebody else is at work too."""
    with spans.inside("the process"):
        spans.meet(times)


def be_slow(spans, word, times):
    """End only when it is over elsewhere."""
    spans.wait_for("meanwhile is over")
    spans.point("the process ends")


def nothing():
    """Do nothing meanwhile."""


def test_the_word_comes_first_and_times_has_a_name(kata, tmp_path):
    """It is called once, with the arguments as they are."""
    spans = checks.ProcessSpans(tmp_path)
    kata.run_beside(functools.partial(note, spans), "hot", 3, nothing)
    calls = [f"work({word!r}, times={times!r})" for word, times in spans.points]
    if calls != ["work('hot', times=3)"]:
        called = " and ".join(calls) or "nothing"
        raise AssertionError(f"the process should call work('hot', times=3) once, and it called {called}")


def test_it_runs_in_another_process(kata, tmp_path):
    """The function does not run in the process that called."""
    spans = checks.ProcessSpans(tmp_path)
    kata.run_beside(functools.partial(note_that_it_ran, spans), "hot", 1, nothing)
    checks.ran_elsewhere(spans, "work")


def test_both_at_the_same_time(kata, tmp_path):
    """Each of them goes on only when the other one has begun as well."""
    spans = checks.ProcessSpans(tmp_path)

    def meanwhile():
        with spans.inside("meanwhile"):
            spans.meet(2)

    kata.run_beside(functools.partial(meet, spans), "hot", 2, meanwhile)
    checks.overlaps(spans, "the process", "meanwhile")
    assert spans.pids("meanwhile") == [os.getpid()], "meanwhile() should be called here, in the process that called you"


def test_what_meanwhile_returns_comes_back(kata, tmp_path):
    """Not what the work returns: that is lost."""
    answer = kata.run_beside(functools.partial(note, checks.ProcessSpans(tmp_path)), "hot", 1, lambda: "tea")
    assert answer == "tea"


def test_it_waits_for_the_process(kata, tmp_path):
    """The process is the last to end; then it is joined."""
    spans = checks.ProcessSpans(tmp_path)
    kata.run_beside(functools.partial(be_slow, spans), "hot", 1, lambda: spans.point("meanwhile is over"))
    checks.all_joined()
    checks.in_order(spans.points, ["meanwhile is over", "the process ends"])


def test_it_waits_for_the_process_when_meanwhile_fails(kata, tmp_path):
    """The exception comes out, and no process is left."""
    spans = checks.ProcessSpans(tmp_path)

    def fail():
        spans.point("meanwhile is over")
        raise LookupError("no eggs in the house")

    with pytest.raises(LookupError, match="no eggs"):
        kata.run_beside(functools.partial(be_slow, spans), "hot", 1, fail)
    checks.all_joined()
    checks.in_order(spans.points, ["meanwhile is over", "the process ends"])


def test_where_processes_are_spawned(kata, tmp_path):
    """With spawn the new process looks for its function by name: what has none cannot be handed over."""
    multiprocessing.set_start_method("spawn", force=True)
    spans = checks.ProcessSpans(tmp_path)
    kata.run_beside(functools.partial(note, spans), "hot", 3, nothing)
    checks.in_order(spans.points, [("hot", 3)])
