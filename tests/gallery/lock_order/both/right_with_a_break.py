"""Steps back, takes a break, and tries again; the breaks of two threads differ."""

import random
import time


def run_with_both(one, other, action):
    locks = [one] if one is other else [one, other]
    while True:
        taken = [lock for lock in locks if lock.acquire(blocking=False)]
        try:
            if len(taken) == len(locks):
                return action()
        finally:
            for lock in taken:
                lock.release()
        time.sleep(random.uniform(0.01, 0.02))
