"""Wrong: after an exception, nobody puts the pool away."""

from contextlib import contextmanager
from multiprocessing import Pool


@contextmanager
def careful_pool(workers):
    pool = Pool(workers)
    yield pool
    pool.close()
    pool.join()
