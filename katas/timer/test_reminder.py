"""Something to be done later, unless it is called off in time."""

import threading
import time

import pytest

import checks


def test_it_happens_once_and_not_too_early(kata):
    """Three seconds after the start, and then never again."""
    times = []
    begun = time.monotonic()
    reminder = kata.Reminder(3, lambda: times.append(time.monotonic() - begun))
    reminder.start()
    reminder.wait()
    time.sleep(10)
    assert len(times) == 1, f"it should happen once, and it happened {len(times)} times"
    assert times[0] >= 3 - 1e-6


def test_who_starts_it_goes_on(kata):
    """`start` does not wait, and the action has its own thread."""
    happened = []

    def action():
        happened.append("the action")
        assert threading.current_thread() is not threading.main_thread(), "the action ran in the main thread"

    reminder = kata.Reminder(1, action)
    reminder.start()
    happened.append("main goes on")
    reminder.wait()
    checks.in_order(happened, ["main goes on", "the action"])


def test_arguments_are_handed_on(kata):
    """By position and by name."""
    got = []
    reminder = kata.Reminder(1, lambda *args, **kwargs: got.append((args, kwargs)), "tea", 2, sugar=False)
    reminder.start()
    reminder.wait()
    assert got == [(("tea", 2), {"sugar": False})]


def test_called_off_in_time(kata):
    """It never happens, and `cancel` says that it was in time, the second time too."""
    happened: list[str] = []
    reminder = kata.Reminder(3, happened.append, "the action")
    reminder.start()
    time.sleep(1)
    assert [reminder.cancel(), reminder.cancel()] == [True, True]
    time.sleep(10)
    assert happened == []


def test_called_off_before_it_was_started(kata):
    """Then starting it has no effect."""
    happened: list[str] = []
    reminder = kata.Reminder(3, happened.append, "the action")
    assert reminder.cancel() is True
    reminder.start()
    reminder.wait()
    time.sleep(10)
    assert happened == []


def test_called_off_too_late(kata):
    """It has happened, and `cancel` says so."""
    happened: list[str] = []
    reminder = kata.Reminder(1, happened.append, "the action")
    reminder.start()
    reminder.wait()
    assert reminder.cancel() is False
    assert happened == ["the action"]


def test_called_off_while_it_happens(kata):
    """What has begun cannot be called off: who tries is told so at once, and it goes on to its end."""
    happened = []

    def action():
        happened.append("begins")
        time.sleep(2)
        happened.append("ends")

    reminder = kata.Reminder(1, action)
    reminder.start()
    time.sleep(2)
    assert reminder.cancel() is False
    happened.append("too late")
    reminder.wait()
    checks.in_order(happened, ["begins", "too late", "ends"])


@pytest.mark.explore(clock="any")
def test_called_off_at_the_last_moment(kata):
    """Either it was in time or it was not; what `cancel` says is what happens."""
    happened: list[str] = []
    reminder = kata.Reminder(1, happened.append, "the action")
    reminder.start()
    time.sleep(1)
    in_time = reminder.cancel()
    reminder.wait()
    time.sleep(10)
    assert happened == ([] if in_time else ["the action"]), f"cancel returned {in_time}, and it happened: {happened}"


def test_who_waits_is_told_when_it_is_called_off(kata):
    """A minute would have to pass; nobody sits it out."""
    reminder = kata.Reminder(60, checks.pause)
    reminder.start()
    waiter = checks.begin("waiter", reminder.wait)
    reminder.cancel()
    waiter.join(timeout=5)
    assert not waiter.is_alive(), "it was called off, and somebody still waits for it"


def test_it_can_be_started_once(kata):
    """The second start is refused."""
    reminder = kata.Reminder(1, checks.pause)
    reminder.start()
    checks.refuses(RuntimeError, reminder.start, "a second start")
    reminder.wait()
