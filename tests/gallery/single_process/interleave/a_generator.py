"""Wrong: yields the steps in place of returning a list: nothing is done before somebody asks."""


def interleave(task_a, task_b, steps):
    for i in range(steps):
        yield next(task_a if i % 2 == 0 else task_b)
