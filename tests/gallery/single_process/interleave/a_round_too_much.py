"""Wrong: does whole rounds and throws away what is too much; but that was done."""


def interleave(task_a, task_b, steps):
    gave = []
    tasks = [task_a, task_b]
    while tasks and len(gave) < steps:
        for task in list(tasks):
            try:
                gave.append(next(task))
            except StopIteration:
                tasks.remove(task)
    return gave[:steps]
