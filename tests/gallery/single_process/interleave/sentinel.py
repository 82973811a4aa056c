"""Right: an object of its own stands for the end, and the tasks change places after each turn."""

END = object()


def interleave(task_a, task_b, steps):
    gave = []
    now, then = task_a, task_b
    misses = 0
    while len(gave) < steps and misses < 2:
        step = next(now, END)
        if step is END:
            misses += 1
        else:
            misses = 0
            gave.append(step)
        now, then = then, now
    return gave
