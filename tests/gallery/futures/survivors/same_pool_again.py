"""Tries again in the pool that is broken."""

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def call_each(function, items, workers):
    outcomes = []
    with ProcessPoolExecutor(workers) as pool:
        for item in items:
            try:
                outcomes.append(pool.submit(function, item).result())
            except BrokenProcessPool:
                outcomes.append(pool.submit(function, item).result())
            except Exception as error:
                outcomes.append(error)
    return outcomes
