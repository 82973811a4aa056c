"""What do Lock and RLock do? Each spec runs one small program and compares what happened with the prediction."""

import threading

import checks


def test_release_a_free_lock(kata):
    """The program: `Lock().release()`."""
    happened = checks.outcome(threading.Lock().release, otherwise="nothing happens")
    assert kata.release_a_free_lock() == happened


def test_acquire_your_own_lock_again(kata):
    """The program: a Lock, acquired, and then `acquire(timeout=0.1)` by the same thread."""
    lock = threading.Lock()
    with lock:
        happened = lock.acquire(timeout=0.1)
    assert kata.acquire_your_own_lock_again() == happened


def test_acquire_your_own_rlock_again(kata):
    """The program: an RLock, acquired, and then `acquire(timeout=0.1)` by the same thread."""
    rlock = threading.RLock()
    with rlock:
        happened = rlock.acquire(timeout=0.1)
    assert kata.acquire_your_own_rlock_again() == happened


def test_release_the_lock_of_another_thread(kata):
    """The program: this thread acquires a Lock, the other thread releases it."""
    lock = threading.Lock()
    lock.acquire()
    happened = []
    checks.together(other=lambda: happened.append(checks.outcome(lock.release, otherwise="it is free")))
    assert [kata.release_the_lock_of_another_thread()] == happened


def test_release_the_rlock_of_another_thread(kata):
    """The program: this thread acquires an RLock, the other thread releases it."""
    rlock = threading.RLock()
    rlock.acquire()
    happened = []
    checks.together(other=lambda: happened.append(checks.outcome(rlock.release, otherwise="it is free")))
    assert [kata.release_the_rlock_of_another_thread()] == happened


def test_locked_after_an_exception(kata):
    """The program: `with lock: raise KeyError`, with `except KeyError` around it."""
    lock = threading.Lock()

    def raise_inside():
        with lock:
            raise KeyError("on purpose")

    assert checks.outcome(raise_inside, otherwise="nothing was raised") == "KeyError"
    assert kata.locked_after_an_exception() is lock.locked()
