"""Right: with an ExitStack, which calls what it was told, the last one first."""

from contextlib import ExitStack, contextmanager
from multiprocessing import Pool


@contextmanager
def careful_pool(workers):
    with ExitStack() as stack:
        pool = Pool(workers)
        stack.callback(pool.join)
        end = stack.enter_context(ExitStack())
        end.callback(pool.terminate)
        yield pool
        end.pop_all()
        pool.close()
