"""What threads of one program have in common, and what not."""

import os
import threading
from contextlib import contextmanager

import pytest

import checks

pytestmark = pytest.mark.explore(all_joined=True)


@contextmanager
def unhurried_starts():
    """Let the threads that are there run, and perhaps end, before the next one is started."""
    start = threading.Thread.start

    def start_and_rest(thread):
        start(thread)
        checks.pause()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading.Thread, "start", start_and_rest)
        yield


def test_who_is_on_the_pictures(kata):
    """First the one who calls, then the models in their order."""
    pictures = kata.portraits(3)
    assert [type(portrait) for portrait in pictures] == [dict, dict, dict, dict], "there should be four portraits"
    names = [portrait["name"] for portrait in pictures]
    assert names == [threading.current_thread().name, "model 1", "model 2", "model 3"]


def test_they_all_live_in_one_process(kata):
    """Threads of a program share its process."""
    assert {portrait["process"] for portrait in kata.portraits(2)} == {os.getpid()}


@pytest.mark.explore(clock="any")
def test_each_has_its_own_number(kata):
    """At the same time no two threads have the same; the caller's is its own."""
    with unhurried_starts():
        pictures = kata.portraits(3)
    numbers = {portrait["number"] for portrait in pictures}
    assert len(numbers) == 4, "a thread ended before another one was there, and that one was given its number"
    assert pictures[0]["number"] == threading.get_ident()


def test_one_of_them_is_the_main_thread(kata):
    """It is the one that calls, here."""
    assert [portrait["is_main"] for portrait in kata.portraits(2)] == [True, False, False]


def test_who_calls_need_not_be_the_main_thread(kata):
    """Then nobody on the pictures is."""
    pictures = []
    painter = threading.Thread(target=lambda: pictures.extend(kata.portraits(1)), name="painter")
    painter.start()
    painter.join()
    assert [(portrait["name"], portrait["is_main"]) for portrait in pictures] == [
        ("painter", False),
        ("model 1", False),
    ]


def test_no_models(kata):
    """Only the one who calls."""
    assert len(kata.portraits(0)) == 1
