"""Right: map over a function that returns failures in place of raising them."""

from functools import partial
from multiprocessing import Pool


def attempt(function, item):
    try:
        return function(item), None
    except Exception as error:
        return None, error


def call_all(function, items, workers):
    with Pool(processes=workers) as pool:
        answers = pool.map(partial(attempt, function), items, chunksize=1)
        pool.close()
        pool.join()
    for _, error in answers:
        if error is not None:
            raise error
    return [result for result, _ in answers]
