"""Wrong: join before close."""

from contextlib import contextmanager
from multiprocessing import Pool


@contextmanager
def careful_pool(workers):
    pool = Pool(workers)
    try:
        yield pool
    except BaseException:
        pool.terminate()
        raise
    else:
        pool.join()
        pool.close()
