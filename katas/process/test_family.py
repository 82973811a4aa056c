"""Who is who: the numbers of a process, of its child, and of the child's parent."""

import multiprocessing
import os

import pytest

import checks

pytestmark = pytest.mark.real


def test_the_caller_is_this_process(kata):
    """The first number is the pid of the process in which `family` was called."""
    caller, _, _ = kata.family()
    assert caller == os.getpid(), f"the first is {caller}; the process that called family() is {os.getpid()}"


def test_the_child_is_another_process(kata):
    """It is not the caller, and nobody who was there before; a second child has another number."""
    _, child, _ = kata.family()
    _, second, _ = kata.family()
    assert child not in {os.getpid(), os.getppid()}, "that is no new process"
    assert child != second, "two children, and the same number?"


def test_it_is_the_child_that_was_started(kata, monkeypatch):
    """The second number is that of a process that was started, and the only one."""
    started = []
    popen = multiprocessing.process.BaseProcess.start

    def start(process):
        popen(process)
        started.append(process.pid)

    monkeypatch.setattr(multiprocessing.process.BaseProcess, "start", start)
    _, child, _ = kata.family()
    assert [child] == started, f"the second is {child}; the processes that were started are {started}"


def test_the_parent_is_who_the_child_descends_from(kata):
    """The caller, with fork and spawn; with forkserver the process that was set aside for starting others."""
    caller, child, parent = kata.family()
    if multiprocessing.get_start_method() == "forkserver":
        assert parent not in {caller, child}, "with forkserver it is neither of the two"
    else:
        told = f"the third is {parent}; whoever asks in the child who its parent is hears {os.getpid()}"
        assert parent == os.getpid(), told


def test_nobody_is_left(kata):
    """The child has ended and was joined."""
    kata.family()
    checks.all_joined()
