"""Wrong: a pool of threads."""

from multiprocessing.pool import ThreadPool


def call_all(function, items, workers):
    pool = ThreadPool(workers)
    tasks = [pool.apply_async(function, (item,)) for item in items]
    pool.close()
    pool.join()
    return [task.get() for task in tasks]
