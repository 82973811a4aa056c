"""Wrong: nobody is told that it is his turn; who waits looks every millisecond."""

import threading
import time


def alternate(limit, *, odd_first=False):
    lock = threading.Lock()
    upcoming = 0

    def print_every_second(first):
        nonlocal upcoming
        number = first
        while number < limit:
            with lock:
                if upcoming == number:
                    print(number)
                    upcoming += 1
                    number += 2
                    continue
            time.sleep(0.001)

    even = threading.Thread(target=print_every_second, args=(0,), name="even")
    odd = threading.Thread(target=print_every_second, args=(1,), name="odd")
    threads = [odd, even] if odd_first else [even, odd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
