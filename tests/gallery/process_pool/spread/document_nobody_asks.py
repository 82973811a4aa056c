"""Wrong: as in the document: submits, closes and joins, and asks no task what came of it."""

from multiprocessing import Pool


def call_all(function, items, workers):
    pp = Pool(workers)
    for item in items:
        pp.apply_async(function, args=(item,))
    pp.close()
    pp.join()
    return [function(item) for item in items]
