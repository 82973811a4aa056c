"""Asks for each result before it submits the next task."""

from concurrent.futures import ThreadPoolExecutor


def results_of(tasks, workers):
    results = []
    with ThreadPoolExecutor(workers) as pool:
        for task in tasks:
            future = pool.submit(task)
            results.append(future.exception() or future.result())
    return results
