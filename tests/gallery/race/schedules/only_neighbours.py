"""Swaps the threads as a whole only: finds all orders of threads, not of their steps."""

import itertools


def a_losing_schedule():
    return ["R1", "R2", "W1", "W2"]


def final_value(start, programs, schedule):
    number = start
    known = {}
    done = [0] * len(programs)
    for step in schedule:
        thread = int(step[1:]) - 1
        if step[0] == "R":
            known[thread] = number
        else:
            number = known[thread] + programs[thread][done[thread]]
            done[thread] += 1
    return number


def reachable(start, programs):
    finals = set()
    for order in itertools.permutations(range(1, len(programs) + 1)):
        apart = [step for thread in order for _ in programs[thread - 1] for step in (f"R{thread}", f"W{thread}")]
        together = [f"R{thread}" for thread in order for _ in programs[thread - 1]]
        together += [f"W{thread}" for thread in order for _ in programs[thread - 1]]
        finals |= {final_value(start, programs, apart), final_value(start, programs, together)}
    return finals
