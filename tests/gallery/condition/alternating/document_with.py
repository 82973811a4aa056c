"""Right only if "even" comes first: when "odd" does, its notify finds nobody and is lost.

The tutorial's second version.
"""

import threading


def alternate(limit, *, odd_first=False):
    condition = threading.Condition()

    def even():
        for i in range(0, limit, 2):
            with condition:
                print(i)
                condition.wait()
                condition.notify()

    def odd():
        for i in range(1, limit, 2):
            with condition:
                print(i)
                condition.notify()
                condition.wait()

    threads = [threading.Thread(target=even, name="even"), threading.Thread(target=odd, name="odd")]
    if odd_first:
        threads.reverse()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
