"""Every thread has a lock of its own."""

import threading


def total_of(work, items):
    total = 0

    def work_on(item):
        nonlocal total
        lock = threading.Lock()
        result = work(item)
        with lock:
            total += result

    threads = [threading.Thread(target=work_on, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
