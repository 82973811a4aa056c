"""Read, write, and what may come in between."""

import itertools

import pytest

pytestmark = pytest.mark.explore(schedules=1)


def test_the_schedule_loses_one(kata):
    """All four steps are there, each thread reads before it writes, and the second writer forgets the first."""
    schedule = kata.a_losing_schedule()
    assert sorted(schedule) == ["R1", "R2", "W1", "W2"]
    assert schedule.index("R1") < schedule.index("W1"), "thread 1 cannot write before it has read"
    assert schedule.index("R2") < schedule.index("W2"), "thread 2 cannot write before it has read"
    first_write = min(schedule.index("W1"), schedule.index("W2"))
    last_read = max(schedule.index("R1"), schedule.index("R2"))
    assert last_read < first_write, "the second reader has seen what the first writer wrote: nothing is lost"


@pytest.mark.parametrize(
    ("schedule", "number"),
    [
        ("R1 W1 R2 W2", 15),
        ("R2 W2 R1 W1", 15),
        ("R1 R2 W1 W2", 9),
        ("R1 R2 W2 W1", 6),
        ("R2 R1 W1 W2", 9),
        ("R2 R1 W2 W1", 6),
    ],
)
def test_two_threads_add_6_and_9(kata, schedule, number):
    """Whoever writes last wins, unless one has written before the other has read."""
    assert kata.final_value(0, [[6], [9]], schedule.split()) == number


@pytest.mark.parametrize(
    ("schedule", "number"),
    [
        ("R1 W1 R1 W1 R2 W2 R2 W2", 100),
        ("R1 W1 R2 W2 R1 W1 R2 W2", 100),
        ("R1 R2 W1 W2 R1 W1 R2 W2", 94),
        ("R1 R2 W2 W1 R1 W1 R2 W2", 91),
        ("R2 R1 W1 R1 W1 W2 R2 W2", 100),
        ("R1 R2 W2 W1 R2 R1 W2 W1", 100),
        ("R1 W1 R1 R2 W2 W1 R2 W2", 91),
        ("R2 W2 R2 R1 W1 W2 R1 W1", 94),
        ("R2 R1 W1 W2 R2 R1 W2 W1", 103),
        ("R1 R2 W2 W1 R2 R1 W1 W2", 97),
    ],
)
def test_there_and_back_again(kata, schedule, number):
    """Thread 1 adds 6 to 100 and takes it away again, thread 2 does so with 9; it need not come to 100."""
    assert kata.final_value(100, [[6, -6], [9, -9]], schedule.split()) == number


def test_whole_additions_lose_nothing(kata):
    """As long as each addition is read and written in one go, every order of the additions ends at 100."""
    for order in set(itertools.permutations("1122")):
        schedule = [step for thread in order for step in (f"R{thread}", f"W{thread}")]
        assert kata.final_value(100, [[6, -6], [9, -9]], schedule) == 100


def test_three_threads(kata):
    """What holds for two holds for three."""
    assert kata.final_value(0, [[1], [10], [100]], ["R3", "R1", "W1", "R2", "W2", "W3"]) == 100
    assert kata.final_value(0, [[1], [10], [100]], ["R1", "R3", "W3", "W1", "R2", "W2"]) == 11


@pytest.mark.parametrize(
    ("start", "programs", "numbers"),
    [
        (7, [], {7}),
        (0, [[5]], {5}),
        (0, [[1], [1]], {1, 2}),
        (0, [[1, 2], [10]], {3, 10, 11, 12, 13}),
        (0, [[1], [1], [1]], {1, 2, 3}),
        (0, [[1], [10], [100]], {1, 10, 11, 100, 101, 110, 111}),
        (0, [[1, 1], [1]], {1, 2, 3}),
        (100, [[6, -6], [9]], {100, 103, 109, 115}),
    ],
)
def test_all_that_can_come_out(kata, start, programs, numbers):
    """Every number that some schedule gives, and no other."""
    assert kata.reachable(start, programs) == numbers
