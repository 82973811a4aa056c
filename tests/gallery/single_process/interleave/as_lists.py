"""Wrong: makes lists of the tasks first: all steps are done before any turn, and a task without end has no list."""


def interleave(task_a, task_b, steps):
    a, b = list(task_a), list(task_b)
    gave = []
    while (a or b) and len(gave) < steps:
        if a:
            gave.append(a.pop(0))
        if b and len(gave) < steps:
            gave.append(b.pop(0))
    return gave
