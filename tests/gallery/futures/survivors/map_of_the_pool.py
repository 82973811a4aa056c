"""map: the first exception is all that comes out."""

from concurrent.futures import ProcessPoolExecutor


def call_each(function, items, workers):
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(function, items))
