"""Wrong: the timeout of the wait does what a notify should do."""

import threading


def alternate(limit, *, odd_first=False):
    condition = threading.Condition()
    upcoming = 0

    def print_every_second(first):
        nonlocal upcoming
        for number in range(first, limit, 2):
            with condition:
                while upcoming != number:
                    condition.wait(timeout=0.05)
                print(number)
                upcoming += 1

    even = threading.Thread(target=print_every_second, args=(0,), name="even")
    odd = threading.Thread(target=print_every_second, args=(1,), name="odd")
    threads = [odd, even] if odd_first else [even, odd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
