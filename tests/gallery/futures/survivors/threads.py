"""A pool of threads: os._exit ends everything."""

from concurrent.futures import ThreadPoolExecutor


def call_each(function, items, workers):
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(function, item) for item in items]
    return [future.exception() or future.result() for future in futures]
