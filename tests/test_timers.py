"""`plugins.simulation.timers`: who is due when."""

from __future__ import annotations

import pytest

from plugins.simulation.simthread import SimThread
from plugins.simulation.timers import Timers


@pytest.fixture
def threads() -> list[SimThread]:
    """Three threads of a program that never runs."""
    return [SimThread(index, index, None) for index in range(3)]


def test_nobody_is_due(threads: list[SimThread]) -> None:
    """Without a timer, and after all were forgotten."""
    timers = Timers()
    assert not timers
    assert timers.first() is None
    timers.set(threads[0], 1.0)
    assert timers
    timers.clear()
    assert not timers
    assert timers.pop(9.0) == []


def test_in_the_order_of_time(threads: list[SimThread]) -> None:
    """Not in that of setting; at one moment, in that of setting."""
    timers = Timers()
    for thread, due in zip(threads, (2.0, 1.0, 2.0), strict=True):
        timers.set(thread, due)
    assert timers.first() == 1.0
    assert timers.pop(0.5) == []
    assert timers.pop(2.0) == [threads[1], threads[0], threads[2]]
    assert timers.first() is None


def test_one_timer_each(threads: list[SimThread]) -> None:
    """A new one takes the place of the old one, and what is over does not come."""
    timers = Timers()
    timers.set(threads[0], 1.0)
    timers.set(threads[0], 3.0)
    timers.set(threads[1], 2.0)
    threads[1].timer = 0
    timers.set(threads[2], 2.5)
    threads[2].ended = True
    assert timers.first() == 3.0
    assert timers.pop(3.0) == [threads[0]]
