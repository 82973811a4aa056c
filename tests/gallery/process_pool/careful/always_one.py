"""Wrong: makes a pool of one process, whatever it is told."""

from contextlib import contextmanager
from multiprocessing import Pool


@contextmanager
def careful_pool(workers):
    pool = Pool(1)
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()
