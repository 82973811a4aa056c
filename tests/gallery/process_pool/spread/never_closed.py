"""Wrong: has all results, and leaves the pool standing."""

from multiprocessing import Pool

pools = []


def call_all(function, items, workers):
    pools.append(Pool(workers))
    tasks = [pools[-1].apply_async(function, (item,)) for item in items]
    return [task.get() for task in tasks]
