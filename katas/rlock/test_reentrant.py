import time

import pytest

import checks


def can_be_had_by_another(lock):
    """Return whether another thread gets the lock at once."""
    answers = []

    def try_it():
        answers.append(lock.acquire(0))
        if answers[0]:
            lock.release()

    checks.together(other=try_it)
    return answers[0]


def test_its_owner_gets_it_again(kata):
    """Three times, without waiting for itself."""
    lock = kata.ReentrantLock()
    assert [lock.acquire(), lock.acquire(0), lock.acquire(1)] == [True, True, True]
    for _ in range(3):
        lock.release()
    assert can_be_had_by_another(lock)


def test_as_many_releases_as_acquires(kata):
    """After one of two it is not free yet."""
    lock = kata.ReentrantLock()
    lock.acquire()
    lock.acquire()
    lock.release()
    assert not can_be_had_by_another(lock), "it was acquired twice and released once, and another thread has got it"
    lock.release()
    assert can_be_had_by_another(lock), "it was acquired twice and released twice, and another thread cannot get it"


def test_never_two_inside(kata):
    """Two threads, each of which goes in twice."""
    lock = kata.ReentrantLock()
    spans = checks.Spans()

    def work(name):
        with lock:
            with lock:
                checks.pause()
            with spans.inside(name):
                checks.pause()

    checks.together(ann=lambda: work("ann"), bob=lambda: work("bob"))
    checks.everybody_left(spans, "ann", "bob")
    checks.at_most_together(spans, 1)


def test_somebody_who_waits_gets_it(kata):
    """When the last release has come, and not before."""
    lock = kata.ReentrantLock()
    got = []
    lock.acquire()
    lock.acquire()
    waiting = checks.begin("waiting", lambda: got.append(lock.acquire()))
    time.sleep(0.1)
    lock.release()
    time.sleep(0.1)
    checks.in_order(got, [])
    lock.release()
    waiting.join()
    checks.in_order(got, [True])


@pytest.mark.parametrize("timeout", [0, 2])
def test_patience(kata, timeout):
    """Somebody else has it for long: False, after that time and not later."""
    lock = kata.ReentrantLock()
    answers = []

    def try_it():
        began = time.monotonic()
        answers.append(lock.acquire(timeout))
        waited = time.monotonic() - began
        assert timeout <= waited < timeout + 1, f"acquire({timeout}) has waited for {waited:.1f} seconds"

    lock.acquire()
    impatient = checks.begin("impatient", try_it)
    checks.eventually(lambda: not impatient.is_alive(), f"acquire({timeout}) gives up")
    lock.release()
    assert answers == [False]


def test_who_is_woken_is_not_inside_yet(kata):
    """Ann gives it back and takes it again at once: Bob, who was told, looks whether it still is free."""
    lock = kata.ReentrantLock()
    spans = checks.Spans()

    def work(name):
        with lock, spans.inside(name):
            checks.pause()

    def twice():
        work("ann, once")
        work("ann, again")

    checks.together(ann=twice, bob=lambda: work("bob"))
    checks.everybody_left(spans, "ann, once", "ann, again", "bob")
    checks.at_most_together(spans, 1)


def test_to_be_woken_gives_no_more_time(kata):
    """The lock is given back after two seconds, and taken again at once: who waits for three has one more."""
    lock = kata.ReentrantLock()
    in_vain = []

    def try_it():
        began = time.monotonic()
        if lock.acquire(3):
            lock.release()
        else:
            in_vain.append(time.monotonic() - began)

    lock.acquire()
    impatient = checks.begin("impatient", try_it)
    time.sleep(2)
    lock.release()
    lock.acquire()
    time.sleep(10)
    lock.release()
    impatient.join()
    for waited in in_vain:
        assert waited < 4, f"acquire(3) was to wait for 3 seconds altogether, and has waited for {waited:.1f}"


def test_nobody_else_can_release_it(kata):
    """RuntimeError, and it is its owner's as before."""
    lock = kata.ReentrantLock()
    lock.acquire()
    checks.together(other=lambda: checks.refuses(RuntimeError, lock.release, "releasing the lock of another thread"))
    assert not can_be_had_by_another(lock), "another thread has tried to release it, and now it is free"
    lock.release()


def test_what_nobody_has_cannot_be_released(kata):
    """Neither at first nor after the last release; and it can be used as before."""
    lock = kata.ReentrantLock()
    checks.refuses(RuntimeError, lock.release, "releasing a lock that nobody has")
    with lock:
        pass
    checks.refuses(RuntimeError, lock.release, "releasing a lock once too often")
    with lock:
        assert not can_be_had_by_another(lock)
    assert can_be_had_by_another(lock)


def test_after_an_exception_it_is_free(kata):
    """`with` gives it back, on every level, and the exception goes on its way."""
    lock = kata.ReentrantLock()

    def fail():
        with lock, lock:
            raise ValueError("on purpose")

    checks.refuses(ValueError, fail, "an exception in the block")
    assert can_be_had_by_another(lock), "the block was left by an exception, and the lock is not free"


def test_another_thread_with_the_same_name_is_another_thread(kata):
    """A thread ends with the lock and takes it to its grave; who comes later, whatever it is called, is no owner."""
    lock = kata.ReentrantLock()
    checks.together(worker=lock.acquire)
    answers = []
    checks.together(worker=lambda: answers.append(lock.acquire(0)))
    assert answers == [False], "its owner has ended without a release, and another thread has got it as if it were his"
