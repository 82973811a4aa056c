"""Sleeps until it should be the other's turn: order by sleeping is no order."""

import threading
import time


def alternate(limit, *, odd_first=False):
    def even():
        for number in range(0, limit, 2):
            print(number)
            time.sleep(0.2)

    def odd():
        time.sleep(0.1)
        for number in range(1, limit, 2):
            print(number)
            time.sleep(0.2)

    threads = [threading.Thread(target=even, name="even"), threading.Thread(target=odd, name="odd")]
    if odd_first:
        threads.reverse()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
