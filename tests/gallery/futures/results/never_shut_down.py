"""The pool is never told that nothing more will come."""

from concurrent.futures import ThreadPoolExecutor


def results_of(tasks, workers):
    pool = ThreadPoolExecutor(workers)
    futures = [pool.submit(task) for task in tasks]
    return [future.exception() or future.result() for future in futures]
