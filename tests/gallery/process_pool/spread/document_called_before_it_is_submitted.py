"""Wrong: as in the document: calls the function here, and submits what it has returned."""

from multiprocessing import Pool


def call_all(function, items, workers):
    pool = Pool(workers)
    tasks = []
    for item in items:
        tasks.append(pool.apply_async(function(item)))
    pool.close()
    pool.join()
    return [task.get() for task in tasks]
