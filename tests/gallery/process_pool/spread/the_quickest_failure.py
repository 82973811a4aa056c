"""Wrong: map raises the failure that came first, not that of the first item."""

from multiprocessing import Pool


def call_all(function, items, workers):
    pool = Pool(workers)
    try:
        return pool.map(function, items, chunksize=1)
    finally:
        pool.close()
        pool.join()
