"""Adds up without a lock: sums get lost."""

import threading


def total_of(work, items):
    total = 0

    def work_on(item):
        nonlocal total
        result = work(item)
        total += result

    threads = [threading.Thread(target=work_on, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
