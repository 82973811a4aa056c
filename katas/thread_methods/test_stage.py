"""How far a thread is with its life."""

import threading

import checks


def test_before_it_is_started(kata):
    """A thread that was only made is new."""
    assert kata.stage(threading.Thread(target=checks.pause)) == "new"


def test_while_it_runs(kata):
    """From its start on it is running, also while it waits for something."""
    go_home = threading.Event()
    thread = checks.begin("worker", go_home.wait)
    assert kata.stage(thread) == "running"
    go_home.set()
    thread.join()


def test_when_it_has_ended(kata):
    """After `join` it has ended, and stays so."""
    thread = checks.begin("worker", checks.pause)
    thread.join()
    assert kata.stage(thread) == "ended"
    assert kata.stage(thread) == "ended"


def test_who_asks_is_running(kata):
    """A thread can ask about itself: the main thread too."""
    seen = [kata.stage(threading.current_thread())]
    checks.together(worker=lambda: seen.append(kata.stage(threading.current_thread())))
    assert seen == ["running", "running"]


def test_it_only_looks(kata):
    """To ask changes nothing: a new thread can still be started."""
    happened = []
    thread = threading.Thread(target=happened.append, args=("worked",))
    kata.stage(thread)
    thread.start()
    thread.join()
    assert happened == ["worked"]
