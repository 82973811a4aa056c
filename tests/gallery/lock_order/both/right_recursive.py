"""Calls itself with the locks exchanged."""


def run_with_both(one, other, action):
    one.acquire()
    both = other is one or other.acquire(False)
    if not both:
        one.release()
        return run_with_both(other, one, action)
    try:
        return action()
    finally:
        one.release()
        if other is not one:
            other.release()
