"""Submits what the task returned, and not the task."""

from concurrent.futures import ThreadPoolExecutor


def results_of(tasks, workers):
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(task()) for task in tasks]
    return [future.result() for future in futures]
