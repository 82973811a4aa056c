"""The lock is taken in every round and never given back; the last wait has nobody to end it.

The tutorial's first version: it looks right while both are on their way, since `wait()` gives back all levels of the
condition's re-entrant lock.
"""

import threading
import time


def alternate(limit, *, odd_first=False):
    cond = threading.Condition()

    def even():
        for i in range(0, limit, 2):
            if cond.acquire():
                print(i)
                time.sleep(1)
                cond.wait()
                cond.notify()

    def odd():
        for i in range(1, limit, 2):
            if cond.acquire():
                print(i)
                time.sleep(1)
                cond.notify()
                cond.wait()

    threads = [threading.Thread(target=even, name="even"), threading.Thread(target=odd, name="odd")]
    if odd_first:
        threads.reverse()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
