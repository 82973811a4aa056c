"""Errands that are done at the same time, and something that has to wait for all of them."""

from functools import partial

import pytest

import checks

pytestmark = pytest.mark.real


def errand(journal, name, before=None, meeting=None):
    """Begin, meet the others or wait for something, end."""
    journal.note(f"{name} begins")
    if meeting is not None:
        meeting.meet()
    if before is not None:
        before.wait()
        checks.linger()
    journal.note(f"{name} ends")


def look_around(journal):
    """Take note that it is over, and see that nobody is left."""
    checks.no_children_left("when afterwards() was called")
    journal.note("afterwards")


def test_afterwards_is_after_the_last_one(kata, tmp_path):
    """The first errand takes longest: it still is at work when the second one has ended."""
    journal, second_is_through = checks.Journal(tmp_path), checks.Signal(tmp_path, "second is through")
    first = partial(errand, journal, "first", before=second_is_through)
    kata.run_errands([first, partial(call_then_give, journal, second_is_through)], partial(look_around, journal))
    checks.happened_before(journal, ["first ends", "second ends"], "afterwards")
    assert journal.lines.count("afterwards") == 1, "afterwards() is to be called once"


def call_then_give(journal, signal):
    """Do an errand, and say that it is done."""
    errand(journal, "second")
    signal.give()


def test_all_errands_at_the_same_time(kata, tmp_path):
    """Three that wait for each other: that works out if all of them are at work."""
    journal, meeting = checks.Journal(tmp_path), checks.Meeting(tmp_path, 3)
    errands = [partial(errand, journal, name, meeting=meeting) for name in ("first", "second", "third")]
    kata.run_errands(errands, partial(look_around, journal))
    checks.happened_before(journal, ["first ends", "second ends", "third ends"], "afterwards")


def test_each_errand_in_a_process_of_its_own(kata, tmp_path):
    """Two errands, two processes, and neither is this one; but this one is where it goes on afterwards."""
    journal = checks.Journal(tmp_path)
    here = partial(errand, journal, "afterwards")
    kata.run_errands([partial(errand, journal, name) for name in ("errand 1", "errand 2")], here)
    checks.each_came_once(journal.lines[:4], ["errand 1 begins", "errand 2 begins", "errand 1 ends", "errand 2 ends"])
    checks.in_other_processes(journal, "errand")
    assert len(set(journal.pids("errand"))) == 2, "both errands were done in the same process"
    checks.in_this_process(journal, "afterwards")


def test_no_errands(kata, tmp_path):
    """Nothing to wait for."""
    journal = checks.Journal(tmp_path)
    kata.run_errands([], partial(look_around, journal))
    assert journal.lines == ["afterwards"]
