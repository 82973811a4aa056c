"""Wrong: the first failure leaves the block, and its end breaks off the tasks that are still at work."""

from multiprocessing import Pool


def call_all(function, items, workers):
    with Pool(workers) as pool:
        tasks = [pool.apply_async(function, (item,)) for item in items]
        return [task.get() for task in tasks]
