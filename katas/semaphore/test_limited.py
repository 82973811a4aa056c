"""What `run_limited` has to do."""

from checks import pause
from checks.spans import (
    Spans,
    at_most_together,
    everybody_left,
    leaves_before,
    leaves_before_entering,
    reaches_together,
)


def busy(spans, name):
    """Return a job that is busy for a while, under this name."""

    def job():
        with spans.inside(name):
            pause()

    return job


def meeting(spans, name, count):
    """Return a job that stays until *count* jobs are busy at the same time, if that can be."""

    def job():
        with spans.inside(name):
            spans.meet(count)

    return job


def test_every_job_runs_once(kata):
    """Three jobs, two at a time: when the call returns, each has begun once and ended."""
    spans = Spans()
    kata.run_limited([busy(spans, name) for name in "abc"], 2)
    everybody_left(spans, "a", "b", "c")


def test_never_more_than_the_limit(kata):
    """Three jobs, two at a time: never three."""
    spans = Spans()
    kata.run_limited([busy(spans, name) for name in "abc"], 2)
    at_most_together(spans, 2)


def test_limit_of_one(kata):
    """With a limit of one, the jobs never overlap."""
    spans = Spans()
    kata.run_limited([busy(spans, name) for name in "abc"], 1)
    at_most_together(spans, 1)
    everybody_left(spans, "a", "b", "c")


def test_the_limit_is_reached(kata):
    """Three jobs, two at a time: two do run at the same time."""
    spans = Spans()
    kata.run_limited([meeting(spans, name, 2) for name in "abc"], 2)
    reaches_together(spans, 2)


def test_a_waiting_job_begins_as_soon_as_one_has_ended(kata):
    """A long job keeps its slot; the two short ones follow each other in the second slot meanwhile."""
    spans = Spans()

    def long():
        with spans.inside("long"):
            spans.stay_until_left("short 1", "short 2")

    kata.run_limited([long, busy(spans, "short 1"), busy(spans, "short 2")], 2)
    leaves_before(spans, "short 1", "long")
    leaves_before(spans, "short 2", "long")


def test_more_slots_than_jobs(kata):
    """A limit that is larger than the number of jobs holds nobody back."""
    spans = Spans()
    kata.run_limited([meeting(spans, name, 2) for name in "ab"], 5)
    reaches_together(spans, 2)


def test_no_jobs(kata):
    """Nothing to do is done at once."""
    assert kata.run_limited([], 2) == []


def test_all_went_well(kata):
    """Without an exception the answer is an empty list."""
    assert kata.run_limited([pause, pause], 1) == []


def test_a_job_that_raises_gives_its_slot_back(kata):
    """The only slot: its first job raises, and the other jobs still run."""
    spans = Spans()

    def failing():
        pause()
        raise OSError("disk full")

    kata.run_limited([failing, busy(spans, "after"), busy(spans, "at last")], 1)
    everybody_left(spans, "after", "at last")


def test_the_exceptions_come_back(kata):
    """Two of three jobs raise: the answer has exactly these two exceptions."""
    raised = [OSError("disk full"), KeyError("colour")]

    def failing(error):
        def job():
            pause()
            raise error

        return job

    returned = kata.run_limited([failing(raised[0]), pause, failing(raised[1])], 2)
    assert sorted(map(repr, returned)) == sorted(map(repr, raised))


def test_one_call_after_the_other(kata):
    """A second call has slots of its own: the first one has left nothing behind."""
    spans = Spans()
    kata.run_limited([busy(spans, "first")], 1)
    kata.run_limited([meeting(spans, "second", 2), meeting(spans, "third", 2)], 2)
    leaves_before_entering(spans, "first", "second")
    reaches_together(spans, 2)
    everybody_left(spans, "first", "second", "third")
