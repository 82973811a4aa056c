"""Wrong: closes the pool right away, since it should not be forgotten."""

from multiprocessing import Pool


def call_all(function, items, workers):
    pool = Pool(workers)
    pool.close()
    tasks = [pool.apply_async(function, (item,)) for item in items]
    pool.join()
    return [task.get() for task in tasks]
