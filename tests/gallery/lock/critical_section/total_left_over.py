"""The total stands in the module: the second call goes on where the first one stopped."""

import threading

total = 0
lock = threading.Lock()


def work_on(work, item):
    global total
    result = work(item)
    with lock:
        total += result


def total_of(work, items):
    threads = [threading.Thread(target=work_on, args=(work, item)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
