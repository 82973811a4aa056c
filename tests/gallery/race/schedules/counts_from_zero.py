"""Takes thread 1 for the second one."""


def a_losing_schedule():
    return ["R1", "R2", "W1", "W2"]


def final_value(start, programs, schedule):
    number = start
    known = {}
    done = [0] * len(programs)
    for step in schedule:
        thread = int(step[1:]) % len(programs)
        if step[0] == "R":
            known[thread] = number
        else:
            number = known[thread] + programs[thread][done[thread]]
            done[thread] += 1
    return number


def reachable(start, programs):
    def go_on(number, known, steps):
        going = [thread for thread in range(len(programs)) if steps[thread] < 2 * len(programs[thread])]
        if not going:
            return {number}
        found = set()
        for thread in going:
            later = [*steps[:thread], steps[thread] + 1, *steps[thread + 1 :]]
            if steps[thread] % 2 == 0:
                found |= go_on(number, [*known[:thread], number, *known[thread + 1 :]], later)
            else:
                found |= go_on(known[thread] + programs[thread][steps[thread] // 2], known, later)
        return found

    return go_on(start, [start] * len(programs), [0] * len(programs))
