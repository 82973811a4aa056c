"""A program that can be run as a script, wherever processes are spawned."""

import multiprocessing

import pytest

import checks

pytestmark = pytest.mark.real

HELLO = ["hello ann", "hello bob"]


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


def test_two_processes_greet(kata, printed):
    """Called by somebody who imported it: both greet, in any order, and the goodbye comes last."""
    kata.main()
    checks.each_came_once(printed.lines, [*HELLO, "goodbye"])
    assert printed.lines[-1] == "goodbye", "the goodbye comes when both processes have ended"


def test_they_are_spawned(kata, happened):
    """Both are, whatever the usual way is here: a program that was only tried with fork may fail elsewhere."""
    kata.main()
    assert [what for what in happened if what != "join"] == ["start by spawn"] * 2


def test_both_at_the_same_time(kata, happened):
    """The second one is started before anybody waits for the first one."""
    kata.main()
    first_join = happened.index("join") if "join" in happened else len(happened)
    assert first_join >= 2, "the first process is waited for, and the second one has not been started"


def test_nobody_is_left(kata):
    """Both processes are joined."""
    kata.main()
    checks.all_joined()


def test_it_is_a_script(kata):
    """Run by an interpreter of its own, it does the same."""
    assert callable(kata.main)
    kata.main()
    run = checks.run_script(kata.__file__)
    checks.ended_well(run)
    checks.each_came_once(run.lines, [*HELLO, "goodbye"])
    assert run.lines[-1] == "goodbye"


def test_importing_it_does_nothing(kata):
    """Whoever imports it sees nothing: so does every spawned process, which is why this matters."""
    kata.main()
    run = checks.run_module_text("import runpy, sys; runpy.run_path(sys.argv[1], run_name='imported')", kata.__file__)
    checks.ended_well(run)
    assert run.lines == [], f"it prints when it is imported: {run.lines}"
