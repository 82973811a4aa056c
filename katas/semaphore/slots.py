"""Exercise 3: find out about a semaphore with nothing but its own two methods.

Both functions get anything that has `acquire` and `release` as `threading.Semaphore` has them, and nothing else: there are
semaphores in other libraries, too.
"""


def free_slots(semaphore):
    """Return how many threads could enter *semaphore* now, without waiting; leave it as it was."""
    raise NotImplementedError


def is_bounded(semaphore):
    """Return whether *semaphore* refuses a release without an acquire (with ValueError); leave it as it was.

    :param semaphore: nobody has acquired it at the moment.
    """
    raise NotImplementedError
