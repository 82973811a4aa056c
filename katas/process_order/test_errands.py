"""Errands that are done at the same time, and something that has to wait for all of them."""

import os
from functools import partial

import pytest

import checks

pytestmark = pytest.mark.real


def meet_the_others(spans, name):
    """Be under way together with two others."""
    with spans.inside(name):
        spans.meet(3)


def take_longer(spans):
    """Be the first errand: at work for a while after the second one has ended."""
    with spans.inside("first errand"):
        spans.wait_for("second errand is over")
        checks.linger()


def be_quick(spans):
    """Be the second errand."""
    with spans.inside("second errand"):
        pass
    spans.point("second errand is over")


def go_on(spans):
    """Be what comes afterwards: see that nobody is left."""
    with spans.inside("afterwards"):
        checks.all_joined()


def test_afterwards_comes_after_the_last_one(kata, tmp_path):
    """The first errand takes longest: it still is at work when the second one has ended."""
    spans = checks.ProcessSpans(tmp_path)
    kata.run_errands([partial(take_longer, spans), partial(be_quick, spans)], partial(go_on, spans))
    checks.leaves_before_entering(spans, "first errand", "afterwards")
    checks.leaves_before_entering(spans, "second errand", "afterwards")
    checks.everybody_left(spans, "first errand", "second errand", "afterwards")


def test_all_errands_at_the_same_time(kata, tmp_path):
    """Three that wait for each other: that works out if all of them are at work."""
    spans = checks.ProcessSpans(tmp_path)
    names = ["first errand", "second errand", "third errand"]
    kata.run_errands([partial(meet_the_others, spans, name) for name in names], partial(go_on, spans))
    checks.reaches_together(spans, 3)
    checks.everybody_left(spans, *names, "afterwards")


def test_each_errand_in_a_process_of_its_own(kata, tmp_path):
    """Two errands, two processes, and neither is this one; but this one is where it goes on afterwards."""
    spans = checks.ProcessSpans(tmp_path)
    names = ["first errand", "second errand"]
    kata.run_errands([partial(spans.enter, name) for name in names], partial(spans.enter, "afterwards"))
    checks.own_process_for_each(spans, *names)
    assert spans.pids("afterwards") == [os.getpid()], "afterwards() is for the process that called your code"


def test_no_errands(kata, tmp_path):
    """Nothing to wait for."""
    spans = checks.ProcessSpans(tmp_path)
    kata.run_errands([], partial(go_on, spans))
    checks.everybody_left(spans, "afterwards")
