"""All orders of thread numbers, many of which are the same: long, and right."""

from itertools import permutations


def a_losing_schedule():
    return ["R1", "R2", "W2", "W1"]


def final_value(start, programs, schedule):
    number = start
    known = {}
    done = {}
    for step in schedule:
        thread = step[1:]
        if step[0] == "R":
            known[thread] = number
        else:
            number = known[thread] + programs[int(thread) - 1][done.get(thread, 0)]
            done[thread] = done.get(thread, 0) + 1
    return number


def reachable(start, programs):
    whose = [thread for thread, program in enumerate(programs, 1) for _ in program for _ in "RW"]
    finals = set()
    for order in permutations(whose):
        reads = {}
        schedule = []
        for thread in order:
            reads[thread] = not reads.get(thread, False)
            schedule.append(("R" if reads[thread] else "W") + str(thread))
        finals.add(final_value(start, programs, schedule))
    return finals
