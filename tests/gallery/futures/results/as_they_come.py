"""as_completed, and takes it for the order of the tasks."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def results_of(tasks, workers):
    with ThreadPoolExecutor(max_workers=workers) as pool:
        futures = [pool.submit(task) for task in tasks]
        return [future.exception() or future.result() for future in as_completed(futures)]
