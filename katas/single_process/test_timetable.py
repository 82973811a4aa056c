"""Several tasks, each with its own period, in one process and one thread."""

import threading
import time

import pytest

import checks

pytestmark = pytest.mark.explore(schedules=1)

#: No spec asks for so many things to be done.
ENOUGH = 20
#: Seconds: everything is due, or ready, at a multiple of this.
GRAIN = 0.05


class Notes:
    """Notes when something was done, in seconds since the beginning, and how it was done.

    takes: how many seconds it takes to do something, for each name.
    """

    def __init__(self, **takes):
        self.begin = time.monotonic()
        self.takes = takes
        self.threads: set[str] = set()
        self.done: list[str] = []

    def do(self, name):
        """Note it, and let it take its time."""
        self.threads.add(threading.current_thread().name)
        now = round(time.monotonic() - self.begin, 3)
        self.done.append(f"{name} at {now:g}")
        assert len(self.done) <= ENOUGH, f"it goes on and on, and should be over: ..., {', '.join(self.done[-3:])}"
        assert round(now / GRAIN, 6).is_integer(), (
            f"{name} at {now:g}: a loop that looks at the clock again and again comes a little late. Who can wake it "
            "when the next one is due?"
        )
        time.sleep(self.takes.get(name, 0))


def test_one_task(kata):
    """At 0, 1, 2; at 3 it is over."""
    notes = Notes()
    kata.keep_timetable({"fish": 1}, 3, notes.do)
    checks.in_order(notes.done, ["fish at 0", "fish at 1", "fish at 2"])


def test_two_tasks_and_neither_waits_for_the_other(kata):
    """Each keeps its own period; when both are due, they come in the order in which they were given."""
    notes = Notes()
    kata.keep_timetable({"fish": 1, "plants": 1.5}, 4, notes.do)
    expected = "fish at 0, plants at 0, fish at 1, plants at 1.5, fish at 2, fish at 3, plants at 3"
    checks.in_order(notes.done, expected.split(", "))


def test_a_good_day_and_a_hot_day(kata):
    """One every second, the other one every 1.2 seconds: both get on."""
    notes = Notes()
    kata.keep_timetable({"good day": 1, "hot day": 1.2}, 3, notes.do)
    expected = "good day at 0, hot day at 0, good day at 1, hot day at 1.2, good day at 2, hot day at 2.4"
    checks.in_order(notes.done, expected.split(", "))


def test_three_tasks(kata):
    """What holds for two holds for three."""
    notes = Notes()
    kata.keep_timetable({"cat": 2, "fish": 3, "plants": 5}, 6, notes.do)
    expected = "cat at 0, fish at 0, plants at 0, cat at 2, fish at 3, cat at 4, plants at 5"
    checks.in_order(notes.done, expected.split(", "))


def test_no_drift(kata):
    """Doing it takes a quarter of a second; the next time is counted from the beginning, not from the end of that."""
    notes = Notes(fish=0.25)
    kata.keep_timetable({"fish": 1}, 4, notes.do)
    checks.in_order(notes.done, ["fish at 0", "fish at 1", "fish at 2", "fish at 3"])


def test_what_is_late_is_done_as_soon_as_possible(kata):
    """Feeding the cat takes two and a half seconds: the fish that were due meanwhile get theirs one after the other."""
    notes = Notes(cat=2.5)
    kata.keep_timetable({"cat": 5, "fish": 1}, 5, notes.do)
    expected = "cat at 0, fish at 2.5, fish at 2.5, fish at 2.5, fish at 3, fish at 4"
    checks.in_order(notes.done, expected.split(", "))


def test_it_ends_as_soon_as_nothing_more_will_be_due(kata):
    """A task every five seconds, for six: the last time is at 5, and then nobody has to wait for the end."""
    notes = Notes()
    kata.keep_timetable({"plants": 5}, 6, notes.do)
    over = f"over at {round(time.monotonic() - notes.begin, 3):g}"
    checks.in_order([*notes.done, over], ["plants at 0", "plants at 5", "over at 5"])


@pytest.mark.parametrize("periods", [{}, {"fish": 1}])
def test_nothing_to_do(kata, periods):
    """No task, or no time for any."""
    notes = Notes()
    kata.keep_timetable(periods, 0, notes.do)
    assert notes.done == []


def test_everything_in_the_thread_that_called(kata):
    """No other thread does any of it."""
    notes = Notes()
    kata.keep_timetable({"fish": 1, "plants": 1.5}, 4, notes.do)
    others = notes.threads - {threading.current_thread().name}
    assert not others, f"{', '.join(sorted(others))} did it, and not the thread that called"
