"""Wrong: closes the pool, and does not wait for what is still to be done."""

from contextlib import contextmanager
from multiprocessing import Pool


@contextmanager
def careful_pool(workers):
    pool = Pool(workers)
    try:
        yield pool
    finally:
        pool.close()
