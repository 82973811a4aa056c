"""All that were lost are tried again, in one pool: whoever ended it the first time ends it again."""

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def attempt(function, items, workers):
    futures = []
    with ProcessPoolExecutor(workers) as pool:
        for item in items:
            try:
                futures.append(pool.submit(function, item))
            except BrokenProcessPool:
                futures.append(None)
    return [
        BrokenProcessPool("later") if future is None else future.exception() or future.result() for future in futures
    ]


def call_each(function, items, workers):
    outcomes = attempt(function, items, workers)
    lost = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, BrokenProcessPool)]
    if lost:
        again = attempt(function, [items[number] for number in lost], workers)
        for number, outcome in zip(lost, again):
            outcomes[number] = outcome
    return outcomes
