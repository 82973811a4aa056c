"""One thread prints all numbers while the other one looks on: the output is right, the work is not shared."""

import threading


def alternate(limit, *, odd_first=False):
    def even():
        for number in range(limit):
            print(number)

    def odd():
        pass

    threads = [threading.Thread(target=even, name="even"), threading.Thread(target=odd, name="odd")]
    if odd_first:
        threads.reverse()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
