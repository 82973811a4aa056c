"""How a process has ended."""

import multiprocessing
import os
import signal
import sys

import pytest

import checks

pytestmark = pytest.mark.real


def leave(status):
    """End by `sys.exit`."""
    sys.exit(status)


def nothing():
    """Do nothing, and return."""


def vanish(status):
    """End without any tidying up."""
    os._exit(status)


def fail():
    """End by an exception."""
    sys.stderr = None
    raise LookupError("no spoon")


def send_yourself(number):
    """End by a signal."""
    os.kill(os.getpid(), number)


def wait_for(spans, what):
    """Wait until it has happened."""
    spans.wait_for(what)


def ended(target, *args):
    """Return a process that has done this and has ended."""
    process = multiprocessing.Process(target=target, args=args)
    process.start()
    process.join()
    return process


def test_before_the_start(kata):
    """Nothing has ended that has not begun."""
    assert kata.ending(multiprocessing.Process(target=nothing)) == "has not ended"


def test_while_it_runs(kata, tmp_path):
    """It is at work, and nobody waits until it is not."""
    spans = checks.ProcessSpans(tmp_path)
    process = multiprocessing.Process(target=wait_for, args=(spans, "go home"))
    process.start()
    assert kata.ending(process) == "has not ended"
    spans.point("go home")
    process.join()


def test_it_returned(kata):
    """The target came to its end."""
    assert kata.ending(ended(nothing)) == "ended well"


@pytest.mark.parametrize("status", [None, 0])
def test_it_said_that_all_was_well(kata, status):
    """`sys.exit()` and `sys.exit(0)` are no failures."""
    assert kata.ending(ended(leave, status)) == "ended well"


@pytest.mark.parametrize(("target", "status"), [(leave, 3), (leave, 15), (vanish, 7)])
def test_it_said_that_something_was_wrong(kata, target, status):
    """The number that it gave; 15 is no signal here, for it is not negative."""
    assert kata.ending(ended(target, status)) == f"failed with {status}"


def test_an_exception(kata):
    """Whatever exception it was: 1."""
    assert kata.ending(ended(fail)) == "failed with 1"


def test_terminated(kata, tmp_path):
    """`terminate` sends SIGTERM."""
    process = multiprocessing.Process(target=wait_for, args=(checks.ProcessSpans(tmp_path), "never"))
    process.start()
    process.terminate()
    process.join()
    assert kata.ending(process) == "killed by SIGTERM"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGUSR1])
def test_another_signal(kata, number):
    """There are more of them than two."""
    assert kata.ending(ended(send_yourself, number)) == f"killed by {number.name}"
