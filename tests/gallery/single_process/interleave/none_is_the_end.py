"""Wrong: takes None, which a step may give, for the end of a task."""


def interleave(task_a, task_b, steps):
    out = []
    tasks = [task_a, task_b]
    while tasks and len(out) < steps:
        t = tasks.pop(0)
        x = next(t, None)
        if x is not None:
            out.append(x)
            tasks.append(t)
    return out
