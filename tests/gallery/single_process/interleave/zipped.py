"""Wrong: zip ends with the shorter task, and rounds are always whole."""


def interleave(task_a, task_b, steps):
    gave = []
    for a, b in zip(task_a, task_b):
        gave += [a, b]
        if len(gave) >= steps:
            break
    return gave[:steps]
