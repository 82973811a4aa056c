"""The tutorial's explanation: statements come in between each other, but each is read, added and written in one go.

Then nothing can ever be lost.
"""


def a_losing_schedule():
    return ["R1", "R2", "W1", "W2"]


def final_value(start, programs, schedule):
    number = start
    done = [0] * len(programs)
    for step in schedule:
        thread = int(step[1:]) - 1
        if step[0] == "W":
            number += programs[thread][done[thread]]
            done[thread] += 1
    return number


def reachable(start, programs):
    return {start + sum(sum(program) for program in programs)}
