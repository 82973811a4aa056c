"""Work that gets so much time and no more."""

import os
import signal
import sys
from functools import partial

import pytest

import checks

pytestmark = pytest.mark.real


def end(spans, exitcode):
    """Be work that ends with this exit code."""
    with spans.inside("work"):
        sys.exit(exitcode)


def never_end(spans):
    """Be work that goes on for ever."""
    spans.enter("work")
    spans.wait_for("something that never happens")


def gone(pid):
    """Return whether there is no such process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("exitcode", [0, 3])
def test_it_ends_in_time(kata, tmp_path, exitcode):
    """Its exit code comes back, and it was called once, in another process."""
    spans = checks.ProcessSpans(tmp_path)
    answer = kata.run_at_most(partial(end, spans, exitcode), 60)
    assert answer == exitcode, f"work() has ended in time, with exit code {exitcode}; what came is {answer}"
    checks.everybody_left(spans, "work")
    checks.ran_elsewhere(spans, "work")
    checks.all_joined()


def test_it_does_not_end_in_time(kata, tmp_path):
    """None comes back, and the process is gone."""
    spans = checks.ProcessSpans(tmp_path)
    answer = kata.run_at_most(partial(never_end, spans), 0.2)
    assert answer is None, "work() has not ended in time"
    checks.all_joined()
    for pid in spans.pids():
        assert gone(pid), "the process that works was still there when it returned"


def test_it_does_not_want_to_end(kata, tmp_path):
    """It ignores SIGTERM, and has to go all the same."""
    spans = checks.ProcessSpans(tmp_path)
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)  # children inherit it
    try:
        answer = kata.run_at_most(partial(never_end, spans), 0.2)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert answer is None, "work() has not ended in time"
    checks.all_joined()


def test_it_does_not_wait_longer_than_necessary(kata, tmp_path):
    """Work that is over at once, and a minute of time: nobody sits there for a minute."""
    work = partial(end, checks.ProcessSpans(tmp_path), 0)
    checks.returns_at_once(kata.run_at_most, work, 60, instead_of="waiting until the minute is over")
