"""What do Lock and RLock do? The answers, with the reasons."""


def release_a_free_lock() -> str:
    """There is nothing to release: "release unlocked lock"."""
    return "RuntimeError"


def acquire_your_own_lock_again() -> bool:
    """A Lock does not know who holds it: its holder waits like everybody else, here until the timeout."""
    return False


def acquire_your_own_rlock_again() -> bool:
    """An RLock knows its owner and counts: it must be released as often as it was acquired."""
    return True


def release_the_lock_of_another_thread() -> str:
    """A Lock has no owner: anybody may release it. So one thread can wait for another one's release."""
    return "it is free"


def release_the_rlock_of_another_thread() -> str:
    """An RLock has an owner, and nobody else may release it: "cannot release un-acquired lock"."""
    return "RuntimeError"


def locked_after_an_exception() -> bool:
    """`with` releases the lock on the way out, whichever way that is."""
    return False
