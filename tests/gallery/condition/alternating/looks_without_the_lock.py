"""Looks whose turn it is before taking the lock: between the look and the wait the notify comes and is lost."""

import threading


def alternate(limit, *, odd_first=False):
    condition = threading.Condition()
    upcoming = 0

    def run(first):
        nonlocal upcoming
        for number in range(first, limit, 2):
            while upcoming != number:
                with condition:
                    condition.wait()
            print(number)
            with condition:
                upcoming += 1
                condition.notify()

    def even():
        run(0)

    def odd():
        run(1)

    threads = [threading.Thread(target=even, name="even"), threading.Thread(target=odd, name="odd")]
    if odd_first:
        threads.reverse()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
