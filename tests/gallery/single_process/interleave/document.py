"""Wrong: the document's program: first all of one task, and the other one when that has ended."""

from itertools import islice


def interleave(task_a, task_b, steps):
    gave = []
    for step in islice(task_a, steps):
        gave.append(step)
    # only when the loop above has ended
    for step in islice(task_b, steps - len(gave)):
        gave.append(step)
    return gave
