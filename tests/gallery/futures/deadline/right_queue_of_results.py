"""Callbacks put what is done into a queue, and the caller reads it."""

import queue
import time
from concurrent.futures import ThreadPoolExecutor


def report_until(tasks, workers, seconds, report):
    end = time.monotonic() + seconds
    done = queue.SimpleQueue()
    pool = ThreadPoolExecutor(workers)
    for name, task in tasks.items():
        future = pool.submit(task)
        future.add_done_callback(lambda future, name=name: done.put((name, future)))
    late = set(tasks)
    try:
        while late:
            name, future = done.get(timeout=max(0, end - time.monotonic()))
            report(name, future.exception() or future.result())
            late.remove(name)
    except queue.Empty:
        pass
    pool.shutdown(wait=False, cancel_futures=True)
    return late
