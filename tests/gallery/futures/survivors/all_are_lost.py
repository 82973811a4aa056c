"""Nobody is tried again: all that were in the broken pool are lost."""

from concurrent.futures import ProcessPoolExecutor


def call_each(function, items, workers):
    with ProcessPoolExecutor(workers) as pool:
        futures = []
        for item in items:
            try:
                futures.append(pool.submit(function, item))
            except Exception:
                futures.append(futures[-1])
    return [future.exception() or future.result() for future in futures]
