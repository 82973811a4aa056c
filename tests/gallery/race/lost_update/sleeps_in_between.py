"""Sleeps between reading and writing: the others have probably read by then."""

import threading
import time


def lose_updates(counter, threads):
    counter.between = lambda: time.sleep(0.1)
    incrementing = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for thread in incrementing:
        thread.start()
    for thread in incrementing:
        thread.join()
