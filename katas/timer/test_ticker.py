"""A clock that ticks until it is stopped."""

import time

import pytest

import checks

pytestmark = pytest.mark.explore(all_joined=True)


class Times:
    """Takes down when something happened, in seconds since the beginning."""

    def __init__(self):
        self.begun = time.monotonic()
        self.seconds = []

    def note(self):
        """Take down this moment."""
        print("tick")
        self.seconds.append(round(time.monotonic() - self.begun, 3))


def test_it_ticks(kata):
    """Every second, beginning with the first one."""
    times = Times()
    ticker = kata.Ticker(1, times.note)
    ticker.start()
    time.sleep(3.5)
    ticker.stop()
    checks.in_order(times.seconds, [1, 2, 3])


def test_it_does_not_go_slow(kata):
    """An action takes 0.4 seconds, and a tick is every second all the same."""
    times = Times()

    def action():
        times.note()
        time.sleep(0.4)

    ticker = kata.Ticker(1, action)
    ticker.start()
    time.sleep(4.5)
    ticker.stop()
    checks.in_order(times.seconds, [1, 2, 3, 4])


def test_no_tick_after_the_stop(kata):
    """Once it is stopped it is silent."""
    times = Times()
    ticker = kata.Ticker(1, times.note)
    ticker.start()
    time.sleep(1.5)
    ticker.stop()
    time.sleep(10)
    checks.in_order(times.seconds, [1])


def test_stop_does_not_wait_for_the_next_tick(kata):
    """A minute would have to pass; nobody sits it out."""
    ticker = kata.Ticker(60, checks.pause)
    ticker.start()
    stopper = checks.begin("stopper", ticker.stop)
    stopper.join(timeout=5)
    assert not stopper.is_alive(), "the next tick is far away, and stop waits for it"


def test_stop_waits_for_an_action_that_is_running(kata):
    """When `stop` returns, nothing of it goes on."""
    happened = checks.Spans()

    def action():
        happened.point("tick")
        time.sleep(0.8)
        happened.point("tock")

    ticker = kata.Ticker(1, action)
    ticker.start()
    time.sleep(1.5)
    ticker.stop()
    happened.point("stopped")
    checks.in_order(happened.points, ["tick", "tock", "stopped"])


@pytest.mark.explore(clock="any", all_joined=True)
def test_stopped_at_the_last_moment(kata):
    """Whenever it is stopped: after that, nothing happens any more."""
    happened = checks.Spans()
    ticker = kata.Ticker(1, lambda: happened.point("tick"))
    ticker.start()
    time.sleep(1)
    ticker.stop()
    before = happened.points
    time.sleep(10)
    assert happened.points == before, "it ticked after it was stopped"


@pytest.mark.explore(all_joined=False)
def test_it_may_stop_itself(kata):
    """The action has seen enough: it stops the ticker and goes on to its own end."""
    happened = checks.Spans()

    def action():
        happened.point("tick")
        if len(happened.points) == 2:
            ticker.stop()
            happened.point("goes on")

    ticker = kata.Ticker(1, action)
    ticker.start()
    time.sleep(10)
    checks.in_order(happened.points, ["tick", "tick", "goes on"])


def test_it_may_be_stopped_twice(kata):
    """The second time there is nothing to do."""
    ticker = kata.Ticker(1, checks.pause)
    ticker.start()
    ticker.stop()
    ticker.stop()
