"""Waits for all, and then reports."""

from concurrent.futures import ThreadPoolExecutor, wait


def report_until(tasks, workers, seconds, report):
    pool = ThreadPoolExecutor(workers)
    futures = {name: pool.submit(task) for name, task in tasks.items()}
    wait(futures.values(), timeout=seconds)
    pool.shutdown(wait=False, cancel_futures=True)
    late = set()
    for name, future in futures.items():
        if future.done() and not future.cancelled():
            report(name, future.exception() or future.result())
        else:
            late.add(name)
    return late
