"""Writes the number that should come out."""

import threading


def lose_updates(counter, threads):
    incrementing = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for thread in incrementing:
        thread.start()
    for thread in incrementing:
        thread.join()
    counter.value = 1
