"""Steps back, and tries again at once, and again."""


def run_with_both(one, other, action):
    if one is other:
        with one:
            return action()
    while True:
        one.acquire()
        if other.acquire(blocking=False):
            break
        one.release()
    try:
        return action()
    finally:
        other.release()
        one.release()
