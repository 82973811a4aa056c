"""A thread that keeps the program alive, or one that does not."""

import threading

import pytest

import checks


def test_it_is_started(kata):
    """The action is called, in the thread that comes back."""
    seen = []
    thread = kata.start_thread(lambda: seen.append(threading.current_thread()), "worker", background=False)
    thread.join()
    assert seen == [thread]


def test_it_has_its_name_from_the_beginning(kata):
    """The action sees the name already."""
    seen = []
    kata.start_thread(lambda: seen.append(threading.current_thread().name), "worker", background=True).join()
    assert seen == ["worker"]


@pytest.mark.parametrize("background", [True, False])
def test_it_is_a_daemon_if_it_works_in_the_background(kata, background):
    """Asked by the main thread."""
    thread = kata.start_thread(checks.pause, "worker", background=background)
    assert thread.daemon is background
    thread.join()


@pytest.mark.parametrize("background", [True, False])
def test_it_does_not_matter_who_asks(kata, background):
    """Asked by a thread that works in the background itself."""
    seen = []

    def ask():
        thread = kata.start_thread(checks.pause, "worker", background=background)
        seen.append(thread.daemon)
        thread.join()

    asker = threading.Thread(target=ask, name="asker", daemon=True)
    asker.start()
    asker.join()
    assert seen == [background]


def test_who_asks_goes_on(kata):
    """To start it is not to wait for it."""
    go_on = threading.Event()
    thread = kata.start_thread(go_on.wait, "worker", background=True)
    assert thread.is_alive()
    go_on.set()
    thread.join()
