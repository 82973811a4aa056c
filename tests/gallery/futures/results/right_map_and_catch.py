"""map over a function that catches."""

from concurrent.futures import ThreadPoolExecutor


def outcome(task):
    try:
        return task()
    except Exception as error:
        return error


def results_of(tasks, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(outcome, tasks))
