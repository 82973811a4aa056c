"""How far a process is with its life."""

import multiprocessing
import sys

import pytest

import checks

pytestmark = pytest.mark.real


def wait_for(spans, what):
    """Wait until it has happened."""
    spans.wait_for(what)


def leave(status):
    """End with this exit code."""
    sys.exit(status)


def test_before_it_is_started(kata):
    """A process that was only made is new."""
    assert kata.stage(multiprocessing.Process(target=leave, args=(0,))) == "new"


def test_while_it_runs(kata, tmp_path):
    """From its start on it is running, also while it waits for something."""
    spans = checks.ProcessSpans(tmp_path)
    process = multiprocessing.Process(target=wait_for, args=(spans, "go home"))
    process.start()
    assert kata.stage(process) == "running"
    spans.point("go home")
    process.join()


@pytest.mark.parametrize("status", [0, 3])
def test_when_it_has_ended(kata, status):
    """After its end, well or not, it has ended, and stays so."""
    process = multiprocessing.Process(target=leave, args=(status,))
    process.start()
    process.join()
    assert [kata.stage(process), kata.stage(process)] == ["ended", "ended"]


def test_when_it_was_killed(kata, tmp_path):
    """This is an end too."""
    process = multiprocessing.Process(target=wait_for, args=(checks.ProcessSpans(tmp_path), "never"))
    process.start()
    process.kill()
    process.join()
    assert kata.stage(process) == "ended"


def test_when_it_is_closed(kata):
    """After `close` no attribute answers; the stage does."""
    process = multiprocessing.Process(target=leave, args=(0,))
    process.start()
    process.join()
    process.close()
    assert kata.stage(process) == "closed"


def test_who_asks_is_running(kata):
    """A process can ask about itself."""
    assert kata.stage(multiprocessing.current_process()) == "running"


def test_it_only_looks(kata, tmp_path):
    """A new process can still be started, one that has ended can still tell how."""
    process = multiprocessing.Process(target=leave, args=(3,))
    kata.stage(process)
    process.start()
    process.join()
    kata.stage(process)
    checks.ended_with(process, 3)
