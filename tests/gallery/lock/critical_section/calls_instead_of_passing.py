"""Calls the function instead of handing it over: the work is done by the caller, before any thread runs."""

import threading


def total_of(work, items):
    total = 0
    lock = threading.Lock()

    def add(result):
        nonlocal total
        with lock:
            total += result

    threads = [threading.Thread(target=add, args=(work(item),)) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
