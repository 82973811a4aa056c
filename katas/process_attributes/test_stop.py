"""Stop a process: ask first, then insist."""

import multiprocessing
import multiprocessing.connection
import signal
import sys

import pytest

import checks

pytestmark = pytest.mark.real

#: Seconds: in vain for the stubborn one, and far more than the others need.
SHORT, LONG = 0.1, 3600.0


def obey(spans):
    """End when you are asked to."""
    spans.point("ready")
    spans.wait_for("never")


def tidy_up(spans):
    """Do something else before you end, when you are asked to."""
    # No signal is missed, as it is by a handler when it comes just before a call that waits.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    spans.point("ready")
    signal.sigwait({signal.SIGTERM})
    spans.point("tidied up")
    sys.exit(4)


def be_stubborn(spans):
    """Do not listen."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    spans.point("ready")
    spans.wait_for("never")


def leave(spans):
    """End by yourself."""
    spans.point("ready")
    sys.exit(3)


def started(target, spans):
    """Start a process and return it when it is ready for anything."""
    process = multiprocessing.Process(target=target, args=(spans,), name=target.__name__)
    process.start()
    spans.wait_for("ready")
    return process


def test_who_obeys(kata, tmp_path):
    """It ends when it is asked to; the exit code says by which signal."""
    process = started(obey, checks.ProcessSpans(tmp_path))
    answer = kata.stop(process, LONG)
    checks.ended_with(process, -signal.SIGTERM)
    assert answer == -signal.SIGTERM
    checks.all_joined()


def test_who_tidies_up(kata, tmp_path):
    """It gets the time to do so, and its own exit code comes back."""
    spans = checks.ProcessSpans(tmp_path)
    process = started(tidy_up, spans)
    answer = kata.stop(process, LONG)
    checks.ended_with(process, 4)
    assert answer == 4
    assert spans.happened("tidied up")
    checks.all_joined()


def test_who_is_stubborn(kata, tmp_path):
    """It does not listen, and is killed when the time is over."""
    process = started(be_stubborn, checks.ProcessSpans(tmp_path))
    answer = kata.stop(process, SHORT)
    checks.ended_with(process, -signal.SIGKILL)
    assert answer == -signal.SIGKILL
    checks.all_joined()


def test_who_has_ended(kata, tmp_path):
    """There is nothing to stop; how it ended is known."""
    process = started(leave, checks.ProcessSpans(tmp_path))
    process.join()
    assert kata.stop(process, LONG) == 3


def test_who_has_ended_and_was_not_joined(kata, tmp_path):
    """It is joined now."""
    process = started(leave, checks.ProcessSpans(tmp_path))
    multiprocessing.connection.wait([process.sentinel])
    assert kata.stop(process, LONG) == 3
    checks.all_joined()
