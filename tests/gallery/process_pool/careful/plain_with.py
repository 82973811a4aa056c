"""Wrong: the pool's own with-block: its end is terminate(), and tasks that nobody has asked for are lost."""

from multiprocessing import Pool


def careful_pool(workers):
    return Pool(workers)
