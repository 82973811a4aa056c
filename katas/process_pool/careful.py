"""A pool that is put away, whatever happens."""

from contextlib import AbstractContextManager
from multiprocessing.pool import Pool


def careful_pool(workers: int) -> AbstractContextManager[Pool]:
    """Return something for `with`: a pool of so many processes, that is put away at the end of the block.

    Where the block is left without an exception, all tasks that were submitted to the pool are done first, also those
    that nobody has asked for their results.

    Where the block is left with an exception, nothing more is waited for: the tasks are broken off, wherever they are.
    The exception goes on its way.

    In both cases, after the block the processes of the pool have ended, and the pool takes no more tasks.
    """
    raise NotImplementedError
