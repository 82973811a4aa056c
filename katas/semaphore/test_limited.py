"""What `run_limited` has to do."""

import time

import pytest

import checks


def busy(spans, name):
    """Return a job that is busy for a while, under this name."""

    def job():
        with spans.inside(name):
            time.sleep(0.001)

    return job


def meeting(spans, name, count):
    """Return a job that stays until *count* jobs are busy at the same time, if that can be."""

    def job():
        with spans.inside(name):
            spans.meet(count)

    return job


def test_every_job_runs_once(kata):
    """Three jobs, two at a time: when the call returns, each has begun once and ended."""
    spans = checks.Spans()
    kata.run_limited([busy(spans, name) for name in "abc"], 2)
    checks.everybody_left(spans, "a", "b", "c")


def test_never_more_than_the_limit(kata):
    """Three jobs, two at a time: never three."""
    spans = checks.Spans()
    kata.run_limited([busy(spans, name) for name in "abc"], 2)
    checks.at_most_together(spans, 2)


def test_limit_of_one(kata):
    """With a limit of one, the jobs never overlap."""
    spans = checks.Spans()
    kata.run_limited([busy(spans, name) for name in "abc"], 1)
    checks.at_most_together(spans, 1)
    checks.everybody_left(spans, "a", "b", "c")


def test_the_limit_is_reached(kata):
    """Three jobs, two at a time: two do run at the same time."""
    spans = checks.Spans()
    kata.run_limited([meeting(spans, name, 2) for name in "abc"], 2)
    checks.reaches_together(spans, 2)


def test_a_waiting_job_begins_as_soon_as_one_has_ended(kata):
    """A long job keeps its slot; the two short ones follow each other in the second slot meanwhile."""
    spans = checks.Spans()

    def long():
        with spans.inside("long"):
            spans.stay_until_left("short 1", "short 2")

    kata.run_limited([long, busy(spans, "short 1"), busy(spans, "short 2")], 2)
    checks.leaves_before(spans, "short 1", "long")
    checks.leaves_before(spans, "short 2", "long")


def test_more_slots_than_jobs(kata):
    """A limit that is larger than the number of jobs holds nobody back."""
    spans = checks.Spans()
    kata.run_limited([meeting(spans, name, 2) for name in "ab"], 5)
    checks.reaches_together(spans, 2)


def test_no_jobs(kata):
    """Nothing to do is done at once."""
    assert kata.run_limited([], 2) == []


def test_all_went_well(kata):
    """Without an exception the answer is an empty list."""
    assert kata.run_limited([checks.pause, checks.pause], 1) == []


def test_a_job_that_raises_gives_its_slot_back(kata):
    """The only slot: its first job raises, and the other jobs still run."""
    spans = checks.Spans()

    def failing():
        checks.pause()
        raise OSError("disk full")

    kata.run_limited([failing, busy(spans, "after"), busy(spans, "at last")], 1)
    checks.everybody_left(spans, "after", "at last")


def test_a_job_that_raises_gives_back_no_more_than_its_slot(kata):
    """The only slot: its first job raises, and the other jobs still go one after the other."""
    spans = checks.Spans()

    def failing():
        raise OSError("disk full")

    kata.run_limited([failing, busy(spans, "after"), busy(spans, "at last")], 1)
    checks.at_most_together(spans, 1)


def test_the_exceptions_come_back(kata):
    """Two of three jobs raise: the answer has exactly these two exceptions."""
    raised = [OSError("disk full"), KeyError("colour")]

    def failing(error):
        def job():
            checks.pause()
            raise error

        return job

    returned = kata.run_limited([failing(raised[0]), checks.pause, failing(raised[1])], 2)
    assert sorted(map(repr, returned)) == sorted(map(repr, raised)), "the exceptions of the jobs should come back"


def test_a_second_call_has_exceptions_of_its_own(kata):
    """A job of the first call raises, none of the second call does."""

    def failing():
        raise OSError("disk full")

    assert len(kata.run_limited([failing], 1)) == 1
    assert kata.run_limited([checks.pause], 1) == [], "an exception of the first call came back from the second one"


@pytest.mark.explore(clock="any")
def test_timeouts_do_not_spoil_it(kata):
    """If there is a wait with a timeout in it, the timeout may come at any moment."""
    spans = checks.Spans()
    kata.run_limited([busy(spans, name) for name in "abc"], 1)
    checks.everybody_left(spans, "a", "b", "c")
    checks.at_most_together(spans, 1)


def test_one_call_after_the_other(kata):
    """A second call has slots of its own: the first one has left nothing behind."""
    spans = checks.Spans()
    kata.run_limited([busy(spans, "first")], 1)
    kata.run_limited([meeting(spans, "second", 2), meeting(spans, "third", 2)], 2)
    checks.leaves_before_entering(spans, "first", "second")
    checks.reaches_together(spans, 2)
    checks.everybody_left(spans, "first", "second", "third")
