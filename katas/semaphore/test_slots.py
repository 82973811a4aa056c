"""What `free_slots` and `is_bounded` have to do."""

import threading

import pytest

import checks


class Plain:
    """A semaphore from elsewhere: only acquire and release, nothing of its inside can be seen."""

    def __init__(self, semaphore):
        self.acquire = semaphore.acquire
        self.release = semaphore.release


@pytest.fixture(params=["Semaphore", "BoundedSemaphore", "one from elsewhere"])
def make(request):
    """Return how to make a semaphore of one kind."""
    if request.param == "one from elsewhere":
        return lambda slots: Plain(threading.BoundedSemaphore(slots))
    return lambda slots: getattr(threading, request.param)(slots)  # noqa: PLW0108 - looked up when the body runs


def test_a_new_semaphore_has_all_its_slots(kata, make):
    """A semaphore made for three lets three in."""
    assert kata.free_slots(make(3)) == 3


def test_who_is_inside_takes_a_slot(kata, make):
    """Two of three slots are taken: one is left; then none."""
    semaphore = make(3)
    semaphore.acquire()
    semaphore.acquire()
    assert kata.free_slots(semaphore) == 1
    semaphore.acquire()
    assert kata.free_slots(semaphore) == 0


def test_counting_changes_nothing(kata, make):
    """Who counts twice counts the same, and those inside can still leave."""
    semaphore = make(2)
    semaphore.acquire()
    assert kata.free_slots(semaphore) == 1
    assert kata.free_slots(semaphore) == 1
    semaphore.release()
    assert kata.free_slots(semaphore) == 2


def test_a_semaphore_grows_when_released_once_too_often(kata):
    """A plain semaphore believes every release: made for two, it lets three in from then on."""
    semaphore = threading.Semaphore(2)
    semaphore.release()
    assert kata.free_slots(semaphore) == 3


def test_a_bounded_semaphore_refuses_to_grow(kata):
    """A bounded one raises ValueError, and still lets two in."""
    semaphore = threading.BoundedSemaphore(2)
    checks.refuses(ValueError, semaphore.release, "a release without an acquire")
    assert kata.free_slots(semaphore) == 2


def test_bounded_or_not(kata):
    """Both kinds of the library are told apart, and a bounded one from elsewhere is known as well."""
    assert kata.is_bounded(threading.BoundedSemaphore(2)) is True
    assert kata.is_bounded(threading.Semaphore(2)) is False
    assert kata.is_bounded(Plain(threading.BoundedSemaphore(1))) is True
    assert kata.is_bounded(Plain(threading.Semaphore(1))) is False


def test_asking_changes_nothing(kata):
    """Afterwards either kind lets in as many as before."""
    plain, bounded = threading.Semaphore(2), threading.BoundedSemaphore(2)
    kata.is_bounded(plain)
    kata.is_bounded(bounded)
    assert kata.free_slots(plain) == 2
    assert kata.free_slots(bounded) == 2
