"""Wrong: join before close."""

from multiprocessing import Pool


def call_all(function, items, workers):
    pool = Pool(workers)
    tasks = [pool.apply_async(function, (item,)) for item in items]
    pool.join()
    pool.close()
    return [task.get() for task in tasks]
