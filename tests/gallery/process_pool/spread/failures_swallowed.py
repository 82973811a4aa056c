"""Wrong: collects results with a callback; it is not called for a task that fails, and nobody hears of that."""

from multiprocessing import Pool


def call_all(function, items, workers):
    results = {}
    pool = Pool(workers)
    for place, item in enumerate(items):
        pool.apply_async(function, (item,), callback=lambda result, place=place: results.update({place: result}))
    pool.close()
    pool.join()
    return [results[place] for place in sorted(results)]
