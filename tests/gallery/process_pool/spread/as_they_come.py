"""Wrong: results in the order in which they are ready."""

from multiprocessing import Pool


def call_all(function, items, workers):
    pool = Pool(workers)
    results = list(pool.imap_unordered(function, items))
    pool.close()
    pool.join()
    return results
