"""Wrong: args=(item) is the item, and no tuple."""

from multiprocessing import Pool


def call_all(function, items, workers):
    pool = Pool(workers)
    rs = [pool.apply_async(function, args=(i)) for i in items]
    pool.close()
    pool.join()
    return [r.get() for r in rs]
