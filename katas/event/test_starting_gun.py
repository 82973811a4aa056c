"""What `start_together` has to do."""

import threading
import time

import pytest

import checks


def runner(spans, name):
    """Return a runner that runs for a while."""

    def run():
        with spans.inside(name):
            checks.pause()

    return run


def test_everybody_runs_once(kata):
    """Three runners, one gun: when the call returns, all three have run to the end."""
    spans = checks.Spans()
    kata.start_together([runner(spans, name) for name in "abc"], checks.pause)
    checks.everybody_left(spans, "a", "b", "c")


@pytest.mark.explore(clock="any")
def test_nobody_runs_before_the_gun(kata):
    """However long it takes to get ready, everybody waits for it."""
    spans = checks.Spans()

    def get_ready():
        checks.pause()
        checks.pause()
        spans.point("everything is ready")

    kata.start_together([runner(spans, name) for name in "ab"], get_ready)
    checks.nobody_enters_before(spans, "everything is ready")


def test_the_threads_are_there_before_the_gun(kata):
    """When `get_ready` is called, each runner has its thread already."""
    before = threading.active_count()
    during = []
    kata.start_together([checks.pause, checks.pause], lambda: during.append(threading.active_count()))
    assert len(during) == 1, f"get_ready is to be called once, and it was called {len(during)} times"
    assert during[0] - before >= 2, "get_ready was called when not every runner had its thread"


def test_runners_run_side_by_side(kata):
    """After the gun nobody waits for another runner."""
    spans = checks.Spans()

    def run():
        with spans.inside(threading.current_thread().name):
            spans.meet(3)

    kata.start_together([run, run, run], checks.pause)
    checks.reaches_together(spans, 3)


def test_nobody_waits_for_the_clock(kata):
    """Who hears the gun need not look from time to time."""
    ready = []

    def get_ready():
        time.sleep(0.0001)  # the runners have looked, and wait
        ready.append(time.monotonic())

    kata.start_together([checks.pause, checks.pause], get_ready)
    checks.no_time_since(ready[0])


def test_nobody_to_run(kata):
    """Without runners there is still something to get ready, and then it is over."""
    called = []
    kata.start_together([], lambda: called.append("ready"))
    assert called == ["ready"]


def test_each_race_has_its_own_gun(kata):
    """The gun of the first race starts nobody in the second one."""
    spans = checks.Spans()
    kata.start_together([runner(spans, "first race")], checks.pause)

    def get_ready():
        checks.pause()
        spans.enter("second get_ready")
        spans.leave("second get_ready")

    kata.start_together([runner(spans, "second race")], get_ready)
    checks.leaves_before_entering(spans, "second get_ready", "second race")
    checks.everybody_left(spans, "first race", "second get_ready", "second race")
