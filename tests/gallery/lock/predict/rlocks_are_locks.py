"""Takes an RLock for a Lock."""


def release_a_free_lock():
    return "RuntimeError"


def acquire_your_own_lock_again():
    return False


def acquire_your_own_rlock_again():
    return False


def release_the_lock_of_another_thread():
    return "it is free"


def release_the_rlock_of_another_thread():
    return "it is free"


def locked_after_an_exception():
    return False
