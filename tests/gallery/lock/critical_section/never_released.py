"""Takes the lock and keeps it: the second thread waits for ever."""

import threading


def total_of(work, items):
    total = 0
    lock = threading.Lock()

    def work_on(item):
        nonlocal total
        result = work(item)
        lock.acquire()
        total += result

    threads = [threading.Thread(target=work_on, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
