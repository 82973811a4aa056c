"""Read, write, and what may come in between.

What a thread has read is its own from then on: the others may change the number, it goes on with what it knows.
"""

from collections.abc import Iterator


def a_losing_schedule() -> list[str]:
    """Both read 0 before any of them has written, so both write 1."""
    return ["R1", "R2", "W1", "W2"]


def final_value(start: int, programs: list[list[int]], schedule: list[str]) -> int:
    """Return the number at the end of a schedule.

    start: the number at the beginning.
    programs: for each thread the amounts that it adds, one after the other; programs[0] are those of thread 1.
    schedule: all steps of all threads, "R1" for a reading and "W1" for a writing of thread 1.
    """
    number = start
    known = [start for _ in programs]
    amounts = [iter(program) for program in programs]
    for step in schedule:
        thread = int(step[1:]) - 1
        if step.startswith("R"):
            known[thread] = number
        else:
            number = known[thread] + next(amounts[thread])
    return number


def reachable(start: int, programs: list[list[int]]) -> set[int]:
    """Return every number that can stand there at the end, over all schedules of these programs."""
    steps = [[f"R{thread}", f"W{thread}"] * len(program) for thread, program in enumerate(programs, start=1)]
    return {final_value(start, programs, schedule) for schedule in _merged(steps)}


def _merged(queues: list[list[str]]) -> Iterator[list[str]]:
    """Yield every way to merge the queues into one without changing the order within a queue."""
    if not any(queues):
        yield []
    for index, queue in enumerate(queues):
        if queue:
            rest = [*queues[:index], queue[1:], *queues[index + 1 :]]
            for later in _merged(rest):
                yield [queue[0], *later]
