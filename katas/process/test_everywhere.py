"""A program that can be run as a script, wherever processes are spawned."""

import contextlib
import multiprocessing
from pathlib import Path

import pytest

import checks

pytestmark = pytest.mark.real

LINES = ["hello ann", "hello bob", "goodbye"]


def check_lines(lines):
    """Assert that each line is there, once, and the goodbye at the end."""
    __tracebackhide__ = True
    for line in lines:
        if line not in LINES:
            raise AssertionError(f"{line!r} is printed, and nobody asked for that")
    for line in LINES:
        if line not in lines:
            raise AssertionError(f"{line!r} is never printed; what is: {', '.join(map(repr, lines)) or 'nothing'}")
        if lines.count(line) > 1:
            raise AssertionError(f"{line!r} is printed {lines.count(line)} times, and once is right")
    assert lines[-1] == "goodbye", f"the goodbye comes when both processes have ended; it came before {lines[-1]!r}"


@pytest.fixture(autouse=True)
def whole_lines(monkeypatch):
    """Let a spawned process write a line in one go, also where somebody prefers to see each word at once."""
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)


@pytest.fixture
def happened(monkeypatch):
    """Return a list that tells what is done with processes: how one was started, or "join"."""
    happened = []
    process = multiprocessing.process.BaseProcess
    start, join = process.start, process.join

    def note_start(self):
        by_default = type(self) is multiprocessing.Process
        method = multiprocessing.get_start_method() if by_default else getattr(self, "_start_method", "?")
        happened.append(f"start by {method}")
        start(self)

    def note_join(self, timeout=None):
        happened.append("join")
        join(self, timeout)

    monkeypatch.setattr(process, "start", note_start)
    monkeypatch.setattr(process, "join", note_join)
    return happened


class Started(Exception):  # noqa: N818 - no error, it only ends the call
    """Somebody was about to start a process."""


def do_not_really(kata):
    """Call `main`, up to the first start of a process: a task that is not solved yet shows here."""

    def start(process):
        raise Started

    with pytest.MonkeyPatch.context() as monkeypatch, contextlib.suppress(Started):
        monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", start)
        kata.main()


def test_two_processes_greet(kata, printed):
    """Called by somebody who imported it: both greet, in any order, and the goodbye comes last."""
    kata.main()
    checks.all_joined()
    check_lines(printed.lines)


def test_they_are_spawned_and_at_the_same_time(kata, happened):
    """Spawned, whatever the usual way is here; the second one is started before anybody waits for the first one."""
    kata.main()
    started = [what for what in happened if what != "join"]
    if started != ["start by spawn"] * 2:
        raise AssertionError(f"two processes should be started by spawn; what was done: {', '.join(happened)}")
    first_join = happened.index("join") if "join" in happened else len(happened)
    assert first_join >= 2, "the first process is waited for, and the second one has not been started"


def test_it_is_a_script(kata):
    """Run by an interpreter of its own, it does the same."""
    do_not_really(kata)
    run = checks.run_script(kata.__file__)
    checks.ended_well(run)
    assert run.lines, "run as a script it prints nothing: who calls main() then?"
    check_lines(run.lines)


def test_importing_it_does_nothing(kata):
    """Whoever imports it sees nothing: so does every spawned process, which is why this matters."""
    do_not_really(kata)
    file = Path(kata.__file__)
    program = "import importlib, sys; sys.path.append(sys.argv[1]); importlib.import_module(sys.argv[2])"
    run = checks.run_module_text(program, file.parent.parent, f"{file.parent.name}.{file.stem}")
    checks.ended_well(run)
    assert run.lines == [], f"it prints when it is imported: {run.lines}"
