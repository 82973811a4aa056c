"""Work that gets so much time and no more."""

import os
import signal
import sys
from functools import partial
from multiprocessing import Process

import pytest

import checks

pytestmark = pytest.mark.real


def end(journal, exitcode):
    """End with this exit code."""
    journal.note("works")
    sys.exit(exitcode)


def never_end(journal, signal):
    """Work for ever."""
    journal.note("works")
    signal.wait()


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
    journal = checks.Journal(tmp_path)
    assert kata.run_at_most(partial(end, journal, exitcode), 60) == exitcode
    assert journal.lines == ["works"], "work() is to be called once"
    checks.in_other_processes(journal, "works")
    checks.no_children_left("when it returned")


def test_it_does_not_end_in_time(kata, tmp_path):
    """None comes back, and the process is gone."""
    journal, never = checks.Journal(tmp_path), checks.Signal(tmp_path, "never")
    assert kata.run_at_most(partial(never_end, journal, never), 0.2) is None
    checks.no_children_left("when it returned")
    for pid in journal.pids():
        assert gone(pid), "the process that works was still there when it returned"


def test_it_does_not_want_to_end(kata, tmp_path):
    """It ignores SIGTERM, and has to go all the same."""
    journal, never = checks.Journal(tmp_path), checks.Signal(tmp_path, "never")
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)  # children inherit it
    try:
        assert kata.run_at_most(partial(never_end, journal, never), 0.2) is None
    finally:
        signal.signal(signal.SIGTERM, before)
    checks.no_children_left("when it returned")


def test_it_does_not_wait_longer_than_necessary(kata, tmp_path):
    """Work that is over at once, and a minute of time: nobody sits there for a minute."""
    journal = checks.Journal(tmp_path)
    caller = Process(target=kata.run_at_most, args=(partial(end, journal, 0), 60))
    caller.start()
    caller.join(checks.PATIENCE)
    waits_still = caller.exitcode is None
    caller.kill()
    caller.join()
    assert not waits_still, "the work was over at once, and it still waited for the end of the minute"
