"""Tries everything out."""

from threading import Lock, RLock, Thread


def name_of_error(action):
    try:
        action()
    except RuntimeError as error:
        return type(error).__name__
    return None


def in_another_thread(action):
    answers = []
    thread = Thread(target=lambda: answers.append(action()))
    thread.start()
    thread.join()
    return answers[0]


def release_a_free_lock():
    return name_of_error(Lock().release) or "nothing happens"


def acquire_your_own_lock_again():
    lock = Lock()
    lock.acquire()
    return lock.acquire(timeout=0.1)


def acquire_your_own_rlock_again():
    lock = RLock()
    lock.acquire()
    return lock.acquire(timeout=0.1)


def release_the_lock_of_another_thread():
    lock = Lock()
    lock.acquire()
    return in_another_thread(lambda: name_of_error(lock.release)) or "it is free"


def release_the_rlock_of_another_thread():
    lock = RLock()
    lock.acquire()
    return in_another_thread(lambda: name_of_error(lock.release)) or "it is free"


def locked_after_an_exception():
    lock = Lock()
    try:
        with lock:
            raise ValueError
    except ValueError:
        return lock.locked()
