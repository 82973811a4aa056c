"""Read, write, and what may come in between.

Threads are numbered from 1. A thread that adds an amount to a shared number takes two steps: "R1" says that thread 1
reads the number, "W1" that it writes what it read plus its amount. A schedule is a list of such steps: ["R1", "W1",
"R2", "W2"] lets thread 1 go first and thread 2 second. No threads are needed here: you are the scheduler.
"""


def a_losing_schedule() -> list[str]:
    """Threads 1 and 2 each add 1 to a number that is 0. Return a schedule after which it is not 2."""
    raise NotImplementedError


def final_value(start: int, programs: list[list[int]], schedule: list[str]) -> int:
    """Return the number at the end of a schedule.

    start: the number at the beginning.
    programs: for each thread the amounts that it adds, one after the other; programs[0] are those of thread 1.
    schedule: all steps of all threads. Each time a thread comes, its next step is meant: "R1", "W1", "R1", "W1" are
        the two additions of a thread 1 whose program has two amounts.
    """
    raise NotImplementedError


def reachable(start: int, programs: list[list[int]]) -> set[int]:
    """Return every number that can stand there at the end, over all schedules of these programs."""
    raise NotImplementedError
