"""Two events, each cleared by the one who waited for it."""

import threading


def alternate(limit, *, odd_first=False):
    turn_of_even = threading.Event()
    turn_of_odd = threading.Event()
    turn_of_even.set()

    def run(start, mine, others):
        for number in range(start, limit, 2):
            mine.wait()
            mine.clear()
            print(number)
            others.set()

    even = threading.Thread(target=run, args=(0, turn_of_even, turn_of_odd), name="even")
    odd = threading.Thread(target=run, args=(1, turn_of_odd, turn_of_even), name="odd")
    for thread in [odd, even] if odd_first else [even, odd]:
        thread.start()
    for thread in (even, odd):
        thread.join()
