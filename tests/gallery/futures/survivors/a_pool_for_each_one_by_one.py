"""A pool for each item: nobody suffers, and nothing happens at the same time."""

from concurrent.futures import ProcessPoolExecutor


def call_each(function, items, workers):
    outcomes = []
    for item in items:
        with ProcessPoolExecutor(1) as pool:
            future = pool.submit(function, item)
            outcomes.append(future.exception() or future.result())
    return outcomes
