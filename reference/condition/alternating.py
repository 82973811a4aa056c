"""Two threads print the numbers in turn.

What a thread waits for is written down in a variable, `upcoming`: that is still true for a thread that comes late,
where a notify has long been forgotten. The notify only says "look again".
"""

import threading


def alternate(limit: int, *, odd_first: bool = False) -> None:
    """Print 0, 1, 2, ... up to limit - 1, a number a line, with two threads that take turns.

    limit: how many numbers there are. It may be odd, 1 or 0.
    odd_first: start the thread "odd" before the thread "even". The output stays the same.

    Return when both threads have ended.
    """
    condition = threading.Condition()
    upcoming = 0

    def print_every_second(first: int) -> None:
        nonlocal upcoming
        for number in range(first, limit, 2):
            with condition:
                while upcoming != number:
                    condition.wait()
                print(number)
                upcoming += 1
                condition.notify()

    threads = [
        threading.Thread(target=print_every_second, args=(0,), name="even"),
        threading.Thread(target=print_every_second, args=(1,), name="odd"),
    ]
    if odd_first:
        threads.reverse()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
