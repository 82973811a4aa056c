"""Returns the total before the threads have added to it."""

import threading


def total_of(work, items):
    total = 0
    lock = threading.Lock()

    def work_on(item):
        nonlocal total
        result = work(item)
        with lock:
            total += result

    for item in items:
        threading.Thread(target=work_on, args=(item,)).start()
    return total
