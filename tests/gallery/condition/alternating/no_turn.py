"""Both print, notify and wait: nothing says whose turn it is."""

import threading


def alternate(limit, *, odd_first=False):
    condition = threading.Condition()

    def run(first):
        for number in range(first, limit, 2):
            with condition:
                print(number)
                condition.notify()
                if number + 1 < limit:
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
