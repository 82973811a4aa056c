"""Asks for the second lock with a timeout, and holds the first one meanwhile, nearly all the time."""


def run_with_both(one, other, action):
    if one is other:
        with one:
            return action()
    while True:
        with one:
            if other.acquire(timeout=0.01):
                try:
                    return action()
                finally:
                    other.release()
