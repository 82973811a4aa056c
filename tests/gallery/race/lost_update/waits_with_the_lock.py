"""Waits for the others with a lock in its hand that the others need to come there."""

import threading


def lose_updates(counter, threads):
    lock = threading.Lock()
    barrier = threading.Barrier(threads)

    def between():
        with lock:
            barrier.wait()

    counter.between = between
    incrementing = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for thread in incrementing:
        thread.start()
    for thread in incrementing:
        thread.join()
