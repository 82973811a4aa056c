"""A pool that is put away, whatever happens."""

from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pool
from multiprocessing import pool as pools


@contextmanager
def careful_pool(workers: int) -> Iterator[pools.Pool]:
    """Make a pool for a `with` block."""
    pool = Pool(workers)
    try:
        yield pool
        pool.close()  # what is submitted will be done
    except BaseException:
        pool.terminate()  # what is submitted will be broken off
        raise
    finally:
        pool.join()  # after close() until the tasks are done, after terminate() only until the processes have ended
