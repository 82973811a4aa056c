"""Tries the second one again and again, and does not let go of the first one."""

import time


def run_with_both(one, other, action):
    if one is other:
        with one:
            return action()
    with one:
        while not other.acquire(blocking=False):
            time.sleep(0.01)
        try:
            return action()
        finally:
            other.release()
