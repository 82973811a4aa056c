"""What do the attributes and methods of a process do? Each spec runs a small program and compares."""

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys

import pytest

import checks

pytestmark = pytest.mark.real


@pytest.fixture
def spans(tmp_path):
    """A record of what happened in which process."""
    return checks.ProcessSpans(tmp_path)


@contextlib.contextmanager
def at_work(target, spans, **options):
    """Start a process that works until "go home" is said; afterwards it has ended."""
    process = multiprocessing.Process(target=target, args=(spans,), **options)
    process.start()
    spans.wait_for("at work")
    try:
        yield process
    finally:
        spans.point("go home")
        process.join()


def ended(target, *args):
    """Return a process that has done this and has ended."""
    process = multiprocessing.Process(target=target, args=args)
    process.start()
    process.join()
    return process


def work(spans):
    """Work until you are sent home."""
    spans.point("at work")
    spans.wait_for("go home")


def nothing():
    """Do nothing."""


def fail():
    """Raise an exception; what it says about that is of no interest here."""
    sys.stderr = None
    raise ValueError("no spoon")


def leave():
    """End with exit code 3."""
    sys.exit(3)


def tidy_up_when_asked(spans):
    """Work until somebody asks to end, which then takes until somebody sends home."""
    # Asked for like this no signal is missed, as it is by a handler when it comes just before a call that waits.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    spans.point("at work")
    signal.sigwait({signal.SIGTERM})
    spans.wait_for("go home")


def try_finally(spans):
    """Work, and note that the end of it was tidied up."""
    try:
        spans.point("at work")
        spans.wait_for("never")
    finally:
        spans.point("finally")


def start_a_child(spans):
    """Try to start a process, and note what comes of it."""
    child = multiprocessing.Process(target=nothing)
    spans.point(checks.outcome(child.start, otherwise="nothing happens"))
    if child.pid is not None:
        child.join()


def note_where(spans):
    """Note in which process this runs."""
    spans.point("ran")


def outlive(spans, pipe):
    """Tell when the parent has gone; hold the pipe for as long as this process lives."""
    os.open(pipe, os.O_WRONLY)
    parent = multiprocessing.parent_process()
    assert parent is not None
    spans.point("at work")
    multiprocessing.connection.wait([parent.sentinel])
    spans.point("the parent has gone")


def start_a_daemon_and_be_killed(spans, pipe):
    """Start a daemon, and come to a sudden end. A daemon may have no children, so this one is none."""
    multiprocessing.Process(target=outlive, args=(spans, pipe), daemon=True).start()
    spans.wait_for("at work")
    os.kill(os.getpid(), signal.SIGKILL)


def test_pid_before_the_start(kata):
    """The program: `Process(...).pid`."""
    assert kata.pid_before_the_start() == multiprocessing.Process(target=nothing).pid


def test_exitcode_while_it_runs(kata, spans):
    """The program: start, and then `exitcode`, when it is at work for certain."""
    with at_work(work, spans) as process:
        happened = process.exitcode
    answer = kata.exitcode_while_it_runs()
    assert answer is happened


def test_exitcode_after_an_exception(kata):
    """The program: start, join, `exitcode`; the target raises a ValueError."""
    assert kata.exitcode_after_an_exception() == ended(fail).exitcode


def test_exitcode_after_exit(kata):
    """The program: start, join, `exitcode`; the target calls `sys.exit(3)`."""
    assert kata.exitcode_after_exit() == ended(leave).exitcode


def test_exitcode_after_terminate(kata, spans):
    """The program: start, terminate, join, `exitcode`."""
    with at_work(work, spans) as process:
        process.terminate()
        process.join()
    assert kata.exitcode_after_terminate() == process.exitcode


def test_alive_right_after_terminate(kata, spans):
    """The program: start, terminate, `is_alive()`; the process tidies up first."""
    with at_work(tidy_up_when_asked, spans) as process:
        process.terminate()
        happened = process.is_alive()
    assert kata.alive_right_after_terminate() is happened


def test_finally_after_terminate(kata, spans):
    """The program: in the process, `try: work() finally: tidy_up()`; it is terminated while it works."""
    with at_work(try_finally, spans) as process:
        process.terminate()
        process.join()
    assert kata.finally_after_terminate() == ("runs" if spans.happened("finally") else "is skipped")


def test_join_with_a_timeout(kata, spans):
    """The program: a process that is at work for long, and `join(timeout=0.01)`."""
    with at_work(work, spans) as process:
        happened: object = process.join(timeout=0.01)
    assert kata.join_with_a_timeout() is happened


def test_alive_after_that(kata, spans):
    """The program: a process that is at work for long, `join(timeout=0.01)`, and then `is_alive()`."""
    with at_work(work, spans) as process:
        process.join(timeout=0.01)
        happened = process.is_alive()
    assert kata.alive_after_that() is happened


def test_start_twice(kata):
    """The program: start, join, start."""
    process = ended(nothing)
    assert kata.start_twice() == checks.outcome(process.start, otherwise="nothing happens")


def test_join_before_start(kata):
    """The program: `Process(...).join()`."""
    process = multiprocessing.Process(target=nothing)
    assert kata.join_before_start() == checks.outcome(process.join, otherwise="nothing happens")


def test_daemon_after_start(kata, spans):
    """The program: start, and then `process.daemon = True`."""
    with at_work(work, spans) as process:
        happened = checks.outcome(lambda: setattr(process, "daemon", True), otherwise="nothing happens")
    assert kata.daemon_after_start() == happened


def test_child_of_a_daemon(kata, spans):
    """The program: `Process(..., daemon=True)`, in which `Process(...).start()` is called."""
    daemon = multiprocessing.Process(target=start_a_child, args=(spans,), daemon=True)
    daemon.start()
    daemon.join()
    assert [kata.child_of_a_daemon()] == spans.points


def test_close_while_it_runs(kata, spans):
    """The program: start, and then `process.close()`."""
    with at_work(work, spans) as process:
        happened = checks.outcome(process.close, otherwise="nothing happens")
    assert kata.close_while_it_runs() == happened


def test_alive_after_close(kata):
    """The program: start, join, close, `is_alive()`."""
    process = ended(nothing)
    process.close()
    assert kata.alive_after_close() == checks.outcome(process.is_alive, otherwise="nothing happens")


def test_run_instead_of_start(kata, spans):
    """The program: `Process(target=work).run()`."""
    process = multiprocessing.Process(target=note_where, args=(spans,))
    process.run()
    happened = "caller" if spans.pids("ran") == [os.getpid()] else "new process"
    assert kata.run_instead_of_start() == happened


def test_killed_parent(kata, spans, tmp_path):
    """The program: a process starts a daemon, and gets a SIGKILL; the daemon tells what becomes of it."""
    answer = kata.killed_parent()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    parent = multiprocessing.Process(target=start_a_daemon_and_be_killed, args=(spans, pipe))
    parent.start()
    with pipe.open() as held_by_the_daemon:
        parent.join()
        held_by_the_daemon.read()
    assert spans.happened("the parent has gone")
    assert answer == "lives on", "the daemon was still there when its parent had gone, and has told it"
