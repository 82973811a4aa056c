"""The lock is held during the work: the threads take turns, and one thread would do as well."""

import threading


def total_of(work, items):
    total = 0
    lock = threading.Lock()

    def work_on(item):
        nonlocal total
        with lock:
            result = work(item)
            total += result

    threads = [threading.Thread(target=work_on, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
