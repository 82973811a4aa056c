"""A barrier of your own."""

import pytest

import checks


class Visitors:
    """Threads that come to a meeting point again and again, and a record of it.

    happened: (name, "comes" or "goes", number of the meeting), in order.
    numbers: what `wait` returned, for each meeting.
    """

    def __init__(self, point, names, meetings):
        self.happened = []
        self.numbers: list[list[int]] = [[] for _ in range(meetings)]
        self.names = names
        self.point = point
        checks.together(**{name: lambda name=name: self.visit(name) for name in names})

    def visit(self, name):
        """Come to each of the meetings."""
        for meeting, numbers in enumerate(self.numbers):
            print(f"{name} comes to meeting {meeting}")
            self.happened.append((name, "comes", meeting))
            numbers.append(self.point.wait())
            self.happened.append((name, "goes", meeting))

    def check_that_nobody_left_early(self):
        """Assert that everybody had come to a meeting before anybody went on from it."""
        for place, (name, action, meeting) in enumerate(self.happened):
            if action == "goes":
                here = {who for who, what, which in self.happened[:place] if (what, which) == ("comes", meeting)}
                missing = [who for who in self.names if who not in here]
                assert not missing, f"{name} went on from meeting {meeting}, where {missing[0]} had not come yet"

    def check_numbers(self):
        """Assert that in each meeting everybody got a number of their own."""
        for meeting, numbers in enumerate(self.numbers):
            assert sorted(numbers, key=repr) == list(range(len(self.names))), (
                f"the numbers of meeting {meeting} are {numbers}"
            )


def test_nobody_goes_on_before_all_have_come(kata):
    """Three threads, one meeting: the first two wait for the third one, and then all go on."""
    visitors = Visitors(kata.MeetingPoint(3), ["ann", "bob", "eve"], 1)
    visitors.check_that_nobody_left_early()


def test_everybody_gets_a_number(kata):
    """0, 1 and 2, in any order: so exactly one of them can be the one that does what is to be done once."""
    Visitors(kata.MeetingPoint(3), ["ann", "bob", "eve"], 1).check_numbers()


def test_it_can_be_used_again(kata):
    """Two threads meet three times; a quick one does not slip through into the next meeting."""
    visitors = Visitors(kata.MeetingPoint(2), ["ann", "bob"], 3)
    visitors.check_that_nobody_left_early()
    visitors.check_numbers()


@pytest.mark.explore(schedules=100)
def test_three_threads_meet_twice(kata):
    """A quick one may be there for the second meeting before a slow one has left the first."""
    visitors = Visitors(kata.MeetingPoint(3), ["ann", "bob", "eve"], 2)
    visitors.check_that_nobody_left_early()
    visitors.check_numbers()


def test_alone(kata):
    """Who waits for nobody else does not wait."""
    point = kata.MeetingPoint(1)
    assert [point.wait(), point.wait()] == [0, 0]


def test_abort_ends_the_waiting(kata):
    """Two wait for a third one who will not come: both are told, whether they were there before the abort or not."""
    point = kata.MeetingPoint(3)
    told = []

    def visit():
        told.append(checks.outcome(point.wait, otherwise="they met"))

    checks.together(ann=visit, bob=visit, eve=point.abort)
    assert told == ["BrokenBarrierError", "BrokenBarrierError"]


def test_after_an_abort_nobody_meets_here(kata):
    """Not even if enough come."""
    point = kata.MeetingPoint(2)
    point.abort()
    told = []

    def visit():
        told.append(checks.outcome(point.wait, otherwise="they met"))

    checks.together(ann=visit, bob=visit)
    assert told == ["BrokenBarrierError", "BrokenBarrierError"]
