"""Waits for each thread before it starts the next one."""

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
        thread = threading.Thread(target=work_on, args=(item,))
        thread.start()
        thread.join()
    return total
