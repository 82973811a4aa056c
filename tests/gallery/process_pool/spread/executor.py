"""Right: the pool of concurrent.futures."""

from concurrent.futures import ProcessPoolExecutor


def call_all(function, items, workers):
    with ProcessPoolExecutor(max_workers=workers) as executor:
        futures = [executor.submit(function, item) for item in items]
    return [future.result() for future in futures]
