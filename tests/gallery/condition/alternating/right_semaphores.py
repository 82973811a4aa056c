"""Two semaphores: each is the other's permission to go on."""

import threading


def alternate(limit, *, odd_first=False):
    go_even, go_odd = threading.Semaphore(1), threading.Semaphore(0)

    def run(numbers, mine, other):
        for number in numbers:
            mine.acquire()
            print(number)
            other.release()

    even = threading.Thread(target=run, args=(range(0, limit, 2), go_even, go_odd), name="even")
    odd = threading.Thread(target=run, args=(range(1, limit, 2), go_odd, go_even), name="odd")
    for thread in (odd, even) if odd_first else (even, odd):
        thread.start()
    even.join()
    odd.join()
