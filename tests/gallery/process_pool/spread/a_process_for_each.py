"""Wrong: a process for each item, however many there are."""

from multiprocessing import Pool


def call_all(function, items, workers):
    if workers < 1:
        raise ValueError("nobody to do it")
    pool = Pool(max(1, len(items)), maxtasksperchild=1)
    tasks = [pool.apply_async(function, (item,)) for item in items]
    pool.close()
    pool.join()
    return [task.get() for task in tasks]
