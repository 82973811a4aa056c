"""Wrong: waits for all tasks also after an exception, and there is one that never ends."""

from contextlib import contextmanager
from multiprocessing import Pool


@contextmanager
def careful_pool(workers):
    pool = Pool(workers)
    try:
        yield pool
    finally:
        pool.close()
        pool.join()
