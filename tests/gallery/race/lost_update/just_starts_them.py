"""Starts the threads and hopes that they get in each other's way."""

import threading


def lose_updates(counter, threads):
    incrementing = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for thread in incrementing:
        thread.start()
    for thread in incrementing:
        thread.join()
