"""Counts the readers, and lets them go on when all are there."""

import threading


def lose_updates(counter, threads):
    readers = 0
    all_have_read = threading.Condition()

    def between():
        nonlocal readers
        with all_have_read:
            readers += 1
            all_have_read.notify_all()
            all_have_read.wait_for(lambda: readers == threads)

    counter.between = between
    incrementing = [threading.Thread(target=counter.increment) for _ in range(threads)]
    for thread in incrementing:
        thread.start()
    for thread in incrementing:
        thread.join()
