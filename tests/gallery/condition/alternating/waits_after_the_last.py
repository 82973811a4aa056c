"""Waits for an answer after each number, also after the last one, when nobody is left to answer."""

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
                while upcoming == number + 1:
                    condition.wait()

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
