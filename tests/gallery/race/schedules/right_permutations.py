"""All orders of thread numbers; each thread's steps follow by themselves."""

from itertools import permutations


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
    whose = [thread for thread, program in enumerate(programs, 1) for _ in range(2 * len(program))]
    finals = set()
    for order in set(permutations(whose)):
        steps = [0] * (len(programs) + 1)
        schedule = []
        for thread in order:
            schedule.append("RW"[steps[thread] % 2] + str(thread))
            steps[thread] += 1
        finals.add(final_value(start, programs, schedule))
    return finals
