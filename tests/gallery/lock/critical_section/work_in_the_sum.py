"""The work is done inside of the locked line, where it is easily overlooked."""

import threading


def total_of(work, items):
    total = 0
    lock = threading.Lock()

    def work_on(item):
        nonlocal total
        with lock:
            total += work(item)

    threads = [threading.Thread(target=work_on, args=(item,)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
