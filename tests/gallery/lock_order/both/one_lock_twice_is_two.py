"""Forgets that both may be the same."""


def run_with_both(one, other, action):
    while True:
        with one:
            if other.acquire(blocking=False):
                try:
                    return action()
                finally:
                    other.release()
        one, other = other, one
