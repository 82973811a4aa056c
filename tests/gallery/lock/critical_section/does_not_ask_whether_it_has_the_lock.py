"""Wrong: waits for the lock for 0.1 s, and adds in any case."""

import threading


def total_of(work, items):
    total = 0
    lock = threading.Lock()

    def work_on(item):
        nonlocal total
        result = work(item)
        lock.acquire(timeout=0.1)
        total += result
        lock.release()

    threads = [threading.Thread(target=work_on, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
