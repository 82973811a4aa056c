"""Results as they come, and a loop over those that are left."""

from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool


def call_each(function, items, workers):
    outcomes = {}

    def run(numbers, workers):
        with ProcessPoolExecutor(max_workers=workers) as pool:
            futures = {}
            for number in numbers:
                try:
                    futures[pool.submit(function, items[number])] = number
                except BrokenProcessPool as error:
                    outcomes[number] = error
            for future in as_completed(futures):
                try:
                    outcomes[futures[future]] = future.result()
                except Exception as error:
                    outcomes[futures[future]] = error

    run(range(len(items)), workers)
    for number in range(len(items)):
        if isinstance(outcomes[number], BrokenProcessPool):
            run([number], 1)
    return [outcomes[number] for number in range(len(items))]
