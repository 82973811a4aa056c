"""Gives back what it has taken, unless the action raises."""


def run_with_both(one, other, action):
    if one is other:
        with one:
            return action()
    while True:
        one.acquire()
        if other.acquire(blocking=False):
            break
        one.release()
        one, other = other, one
    result = action()
    other.release()
    one.release()
    return result
