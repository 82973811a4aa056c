"""Wrong: the exception does not come out of the block."""

from contextlib import contextmanager
from multiprocessing import Pool


@contextmanager
def careful_pool(workers):
    pool = Pool(workers)
    try:
        yield pool
        pool.close()
    except Exception:
        pool.terminate()
    pool.join()
