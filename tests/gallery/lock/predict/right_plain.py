"""The answers, and no words."""


def release_a_free_lock():
    return "RuntimeError"


def acquire_your_own_lock_again():
    return False


def acquire_your_own_rlock_again():
    return True


def release_the_lock_of_another_thread():
    return "it is free"


def release_the_rlock_of_another_thread():
    return "RuntimeError"


def locked_after_an_exception():
    return False
