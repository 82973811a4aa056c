"""Waits for the other for a second at most, then prints: a timeout that came is no turn that came."""

import threading


def alternate(limit, *, odd_first=False):
    condition = threading.Condition()
    upcoming = 0

    def run(first):
        nonlocal upcoming
        for number in range(first, limit, 2):
            with condition:
                if upcoming != number:
                    condition.wait(timeout=1)
                print(number)
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
