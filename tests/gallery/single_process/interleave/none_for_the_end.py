"""Wrong: takes None for the end of a task, and a task may give that."""


def interleave(task_a, task_b, steps):
    gave = []
    tasks = [task_a, task_b]
    turn = 0
    while tasks and len(gave) < steps:
        turn %= len(tasks)
        step = next(tasks[turn], None)
        if step is None:
            del tasks[turn]
        else:
            gave.append(step)
            turn += 1
    return gave
