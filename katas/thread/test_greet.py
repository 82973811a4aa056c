"""Some threads with names, that work and tell about it."""

import threading
import time

import pytest

import checks

pytestmark = pytest.mark.explore(all_joined=True)


def quick(_name):
    """Work that takes no time, but lets others go on."""
    checks.pause()


def test_each_tells_its_own(kata, printed):
    """Each thread prints its own two lines, the first one first."""
    kata.work_together(["ann", "bob"], quick)
    by_whom = {thread for thread, _line in printed.by_thread[:-1]}
    assert by_whom == {"ann", "bob"}, "all lines but the last should come from threads that are called ann and bob"
    for name in ("ann", "bob"):
        mine = [line for thread, line in printed.by_thread if thread == name]
        checks.in_order(mine, [f"{name} begins", f"{name} ends"])


def test_the_last_line(kata, printed):
    """It comes when all have ended, and from the thread that called."""
    kata.work_together(["ann", "bob"], quick)
    assert printed.by_thread[-1] == (threading.current_thread().name, "all have ended")
    assert len(printed.lines) == 5


def test_the_work_is_between(kata):
    """Each thread is given its own name to work with, and works under that name."""
    seen = []
    kata.work_together(["ann", "bob"], lambda name: seen.append((name, threading.current_thread().name)))
    assert sorted(seen) == [("ann", "ann"), ("bob", "bob")]


def test_they_begin_before_they_work(kata, printed):
    """While somebody works, that one has begun and has not ended."""
    told = []

    def work(name):
        time.sleep(0.001)
        told.append((f"{name} begins" in printed.lines, f"{name} ends" in printed.lines))

    kata.work_together(["ann", "bob"], work)
    assert told == [(True, False), (True, False)], "each should have begun, and not ended, while it works"


def test_all_at_the_same_time(kata):
    """Nobody waits until somebody else is through."""
    spans = checks.Spans()

    def work(name):
        with spans.inside(name):
            spans.meet(3)

    kata.work_together(["ann", "bob", "eve"], work)
    checks.reaches_together(spans, 3)


def test_nobody(kata, printed):
    """Then all have ended already."""
    kata.work_together([], quick)
    assert printed.lines == ["all have ended"]
