"""total += work(item): the old total is read before the work, and is older still after it."""

import threading


def total_of(work, items):
    total = 0

    def work_on(item):
        nonlocal total
        total += work(item)

    threads = [threading.Thread(target=work_on, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
