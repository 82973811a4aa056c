"""Wrong: when one task has ended, the other one is given up as well."""


def interleave(task_a, task_b, steps):
    gave = []
    try:
        for number in range(steps):
            gave.append(next(task_b if number % 2 else task_a))
    except StopIteration:
        pass
    return gave
