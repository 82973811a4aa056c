"""map: the first exception ends it, and what came after it is lost."""

from concurrent.futures import ThreadPoolExecutor


def results_of(tasks, workers):
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(lambda task: task(), tasks))
