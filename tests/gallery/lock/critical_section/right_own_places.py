"""No lock: each thread writes to a place of its own, and the caller sums up after the joins."""

import threading


def total_of(work, items):
    results = [0] * len(items)

    def work_on(place, item):
        results[place] = work(item)

    threads = [threading.Thread(target=work_on, args=pair) for pair in enumerate(items)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(results)
