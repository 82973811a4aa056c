"""Starts a thread and waits for its end before it starts the other, who should have answered."""

import threading


def alternate(limit, *, odd_first=False):
    condition = threading.Condition()
    upcoming = 0

    def run(first):
        nonlocal upcoming
        for number in range(first, limit, 2):
            with condition:
                while upcoming != number:
                    condition.wait()
                print(number)
                upcoming += 1
                condition.notify()

    threads = [threading.Thread(target=run, args=(0,), name="even"), threading.Thread(target=run, args=(1,), name="odd")]
    if odd_first:
        threads.reverse()
    for thread in threads:
        thread.start()
        thread.join()
