"""What do Lock and RLock do? Say it first; the spec then tries it out and compares.

Each function returns your answer to one question: fill in a value, no threads are needed. The programs stand in
`test_predict.py`, one for each question.
"""


def release_a_free_lock() -> str:
    """`lock = Lock()`, and then `lock.release()` at once. Return "nothing happens" or the exception's name."""
    raise NotImplementedError


def acquire_your_own_lock_again() -> bool:
    """A thread holds a Lock and says `lock.acquire(timeout=0.1)` once more. Return what that returns."""
    raise NotImplementedError


def acquire_your_own_rlock_again() -> bool:
    """A thread holds an RLock and says `rlock.acquire(timeout=0.1)` once more. Return what that returns."""
    raise NotImplementedError


def release_the_lock_of_another_thread() -> str:
    """One thread holds a Lock, another one releases it. Return "it is free" or the exception's name."""
    raise NotImplementedError


def release_the_rlock_of_another_thread() -> str:
    """One thread holds an RLock, another one releases it. Return "it is free" or the exception's name."""
    raise NotImplementedError


def locked_after_an_exception() -> bool:
    """Inside of `with lock:` an exception is raised, outside it is caught. Return whether the lock is held then."""
    raise NotImplementedError
