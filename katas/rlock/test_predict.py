import threading

import pytest

import checks

pytestmark = pytest.mark.explore(schedules=50)


def can_be_had(lock):
    """Return whether another thread gets the lock within a moment; it gives it back at once."""
    answers = []

    def try_it():
        answers.append(lock.acquire(timeout=0.1))
        if answers[0]:
            lock.release()

    checks.together(other=try_it)
    return answers[0]


def test_free_after_one_of_two_releases(kata):
    """The program: two acquires, one release, and another thread that tries."""
    lock = threading.RLock()
    lock.acquire()
    lock.acquire()
    lock.release()
    happened = can_be_had(lock)
    lock.release()
    assert kata.free_after_one_of_two_releases() is happened


def test_release_once_too_often(kata):
    """The program: one acquire, two releases."""
    lock = threading.RLock()
    lock.acquire()
    lock.release()
    assert kata.release_once_too_often() == checks.outcome(lock.release, "releases")


def test_release_by_another_thread(kata):
    """The program: one thread acquires, another one releases."""
    lock = threading.RLock()
    happened = []
    with lock:
        checks.together(other=lambda: happened.append(checks.outcome(lock.release, "releases")))
    assert [kata.release_by_another_thread()] == happened


def test_passed_on_to_a_helper(kata):
    """The program: the owner waits in `join` for a thread that wants the same lock."""
    lock = threading.RLock()
    with lock:
        happened = can_be_had(lock)
    assert kata.passed_on_to_a_helper() is happened


def wait_in_two_levels(during, afterwards):
    """Be twice in a condition and wait; call one function during the wait, and another one after it."""
    condition = threading.Condition()
    begun = threading.Event()

    def waiter():
        with condition, condition:
            begun.set()
            condition.wait()
            afterwards(condition)

    thread = checks.begin("waiter", waiter)
    begun.wait()
    during(condition)
    with condition:
        condition.notify()
    thread.join()


def test_others_get_in_during_the_wait(kata):
    """The program: a thread waits within two levels of `with`, and another one tries to get in."""
    happened = []

    def during(condition):
        happened.append(condition.acquire(timeout=1))
        if happened[0]:
            condition.release()

    wait_in_two_levels(during, lambda _condition: None)
    assert [kata.others_get_in_during_the_wait()] == happened


def test_releases_needed_after_the_wait(kata):
    """The program: the same thread, back from its wait, releases until it is told that it has nothing to release."""
    happened = []

    def afterwards(condition):
        releases = 0
        while checks.outcome(condition.release, "releases") == "releases":
            releases += 1
        happened.append(releases)
        for _ in range(releases):
            condition.acquire()

    wait_in_two_levels(lambda _condition: None, afterwards)
    assert [kata.releases_needed_after_the_wait()] == happened


def test_second_with_of_a_condition_on_a_lock(kata):
    """The program: `with condition:`, and in it `condition.acquire(timeout=0.1)`."""
    condition = threading.Condition(threading.Lock())
    with condition:
        happened = condition.acquire(timeout=0.1)
    assert kata.second_with_of_a_condition_on_a_lock() is happened
