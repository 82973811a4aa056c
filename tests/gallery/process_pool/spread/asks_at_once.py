"""Wrong: asks for each result right after submitting, so that there is never more than one task."""

from multiprocessing import Pool


def call_all(function, items, workers):
    pool = Pool(workers)
    results, failure = [], None
    for item in items:
        try:
            results.append(pool.apply_async(function, (item,)).get())
        except Exception as error:
            failure = failure or error
    pool.close()
    pool.join()
    if failure:
        raise failure
    return results
