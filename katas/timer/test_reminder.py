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
    assert times[0] >= 3 - 1e-6, f"it happened after {times[0]:.3f} seconds"


def test_who_starts_it_goes_on(kata):
    """`start` does not wait, and the action has its own thread."""
    happened = checks.Spans()

    def action():
        happened.point("the action")
        assert threading.current_thread() is not threading.main_thread(), "the action ran in the main thread"

    reminder = kata.Reminder(1, action)
    reminder.start()
    happened.point("main goes on")
    reminder.wait()
    checks.in_order(happened.points, ["main goes on", "the action"])


def test_arguments_are_handed_on(kata):
    """By position and by name."""
    got = []
    reminder = kata.Reminder(1, lambda *args, **kwargs: got.append((args, kwargs)), "tea", 2, sugar=False)
    reminder.start()
    reminder.wait()
    assert got == [(("tea", 2), {"sugar": False})]


def test_called_off_in_time(kata):
    """It never happens, and `cancel` says that it was in time, the second time too."""
    happened = checks.Spans()
    reminder = kata.Reminder(3, happened.point, "the action")
    reminder.start()
    time.sleep(1)
    assert [reminder.cancel(), reminder.cancel()] == [True, True]
    time.sleep(10)
    assert happened.points == [], "it happened, though it had been called off"


def test_called_off_before_it_was_started(kata):
    """Then starting it has no effect."""
    happened = checks.Spans()
    reminder = kata.Reminder(3, happened.point, "the action")
    assert reminder.cancel() is True
    reminder.start()
    reminder.wait()
    time.sleep(10)
    assert happened.points == [], "it happened, though it had been called off"


def test_called_off_too_late(kata):
    """It has happened, and `cancel` says so."""
    happened = checks.Spans()
    reminder = kata.Reminder(1, happened.point, "the action")
    reminder.start()
    reminder.wait()
    assert reminder.cancel() is False
    assert happened.points == ["the action"]


def test_called_off_while_it_happens(kata):
    """What has begun cannot be called off: who tries is told so at once, and it goes on to its end."""
    happened = checks.Spans()

    def action():
        happened.point("begins")
        time.sleep(2)
        happened.point("ends")

    reminder = kata.Reminder(1, action)
    reminder.start()
    time.sleep(2)
    assert reminder.cancel() is False
    happened.point("too late")
    reminder.wait()
    checks.in_order(happened.points, ["begins", "too late", "ends"])


@pytest.mark.explore(clock="any")
def test_called_off_at_the_last_moment(kata):
    """Either it was in time or it was not; what `cancel` says is what happens."""
    happened = checks.Spans()
    reminder = kata.Reminder(1, happened.point, "the action")
    reminder.start()
    time.sleep(1)
    in_time = reminder.cancel()
    reminder.wait()
    time.sleep(10)
    outcome = ", ".join(map(str, happened.points)) or "nothing"
    assert outcome == ("nothing" if in_time else "the action"), f"cancel returned {in_time}; what happened: {outcome}"


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
