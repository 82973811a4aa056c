"""What do the methods of a thread do? Each spec runs one small program and compares what happened with your answer."""

import threading
import time

import pytest

import checks

pytestmark = pytest.mark.explore(schedules=20)


def test_start_twice(kata):
    """The program: start, join, start."""
    thread = threading.Thread(target=checks.pause)
    thread.start()
    thread.join()
    assert kata.start_twice() == checks.outcome(thread.start, otherwise="nothing happens")


def test_join_before_start(kata):
    """The program: `Thread(...).join()`."""
    thread = threading.Thread(target=checks.pause)
    assert kata.join_before_start() == checks.outcome(thread.join, otherwise="nothing happens")


def test_join_yourself(kata):
    """The program: `threading.current_thread().join()`, in a thread."""
    happened = []
    checks.together(
        worker=lambda: happened.append(checks.outcome(threading.current_thread().join, otherwise="nothing happens"))
    )
    assert [kata.join_yourself()] == happened


def while_it_runs(change):
    """Start a thread, let it be changed while it is running, and return what came of that."""
    go_home = threading.Event()
    thread = threading.Thread(target=go_home.wait)
    thread.start()
    happened = checks.outcome(lambda: change(thread), otherwise="nothing happens")
    go_home.set()
    thread.join()
    return happened


def test_daemon_after_start(kata):
    """The program: start, and then `thread.daemon = True`."""
    assert kata.daemon_after_start() == while_it_runs(lambda thread: setattr(thread, "daemon", True))


def test_rename_after_start(kata):
    """The program: start, and then `thread.name = "another name"`."""
    assert kata.rename_after_start() == while_it_runs(lambda thread: setattr(thread, "name", "another name"))


def test_join_with_a_timeout(kata):
    """The program: a thread that sleeps for a minute, and `join(timeout=1)`."""
    thread = checks.begin("sleeper", lambda: time.sleep(60))
    happened: object = thread.join(timeout=1)  # type: ignore[func-returns-value]  # that is the question
    assert kata.join_with_a_timeout() is happened


def test_alive_after_that(kata):
    """The program: a thread that sleeps for a minute, `join(timeout=1)`, and then `is_alive()`."""
    thread = checks.begin("sleeper", lambda: time.sleep(60))
    thread.join(timeout=1)
    assert kata.alive_after_that() is thread.is_alive()


def test_daemon_of_a_daemon(kata):
    """The program: in a daemon thread, `threading.Thread().daemon`."""
    happened = []
    daemon = threading.Thread(target=lambda: happened.append(threading.Thread().daemon), daemon=True)
    daemon.start()
    daemon.join()
    assert [kata.daemon_of_a_daemon()] == happened


def test_run_instead_of_start(kata):
    """The program: `Thread(target=work, name="worker").run()`, in the main thread; `work` notes its thread's name."""
    happened = []
    thread = threading.Thread(target=lambda: happened.append(threading.current_thread().name), name="worker")
    thread.run()
    assert [kata.run_instead_of_start()] == happened
