import threading
import time

import pytest

import checks


def test_both_are_held(kata):
    """During the action, and not afterwards; what it returns comes back."""
    one, other = threading.Lock(), threading.Lock()
    assert kata.run_with_both(one, other, lambda: (one.locked(), other.locked())) == (True, True)
    assert (one.locked(), other.locked()) == (False, False)


def test_the_other_way_round(kata):
    """Two threads, and each names the locks in another order: nobody waits for ever, and never are both inside."""
    one, other = threading.Lock(), threading.Lock()
    spans = checks.Spans()

    def action(name):
        with spans.inside(name):
            checks.pause()

    checks.together(
        ann=lambda: kata.run_with_both(one, other, lambda: action("ann")),
        bob=lambda: kata.run_with_both(other, one, lambda: action("bob")),
    )
    checks.everybody_left(spans, "ann", "bob")
    checks.at_most_together(spans, 1)


def test_the_same_way_round(kata):
    """Two threads with the same order."""
    one, other = threading.Lock(), threading.Lock()
    done = []
    checks.together(
        ann=lambda: kata.run_with_both(one, other, lambda: done.append("ann")),
        bob=lambda: kata.run_with_both(one, other, lambda: done.append("bob")),
    )
    checks.each_came_once(done, ["ann", "bob"])


def test_in_a_circle(kata):
    """Three locks, three threads, each of which needs two."""
    a, b, c = threading.Lock(), threading.Lock(), threading.Lock()
    done = []
    checks.together(
        ann=lambda: kata.run_with_both(a, b, lambda: done.append("ann")),
        bob=lambda: kata.run_with_both(b, c, lambda: done.append("bob")),
        cid=lambda: kata.run_with_both(c, a, lambda: done.append("cid")),
    )
    checks.each_came_once(done, ["ann", "bob", "cid"])


def test_one_lock_twice(kata):
    """There is only one to be had."""
    lock = threading.Lock()
    assert kata.run_with_both(lock, lock, lock.locked) is True
    assert not lock.locked()


def two_locks():
    """Return two locks, the one with the lower `id` first: who sorts them so does the same thing in each run."""
    return sorted([threading.Lock(), threading.Lock()], key=id)


def check_politeness(kata, taken, free, one, other):
    """Hold one lock for long, and see whether the other one can be had meanwhile."""
    taken.acquire()
    done = []
    waiting = checks.begin("waits for both", lambda: kata.run_with_both(one, other, lambda: done.append("done")))
    time.sleep(0.1037)  # when nobody looks who does so every ten milliseconds, or every single one
    polite = free.acquire(timeout=0.001)
    assert polite, "one lock cannot be had for a while, and meanwhile the other one is kept from everybody"
    free.release()
    checks.in_order(done, [])
    taken.release()
    waiting.join()
    checks.in_order(done, ["done"])


def test_while_the_second_cannot_be_had_the_first_is_free(kata):
    """Who waits holds nothing."""
    one, other = two_locks()
    check_politeness(kata, taken=other, free=one, one=one, other=other)


def test_while_the_first_cannot_be_had_the_second_is_free(kata):
    """Who waits holds nothing."""
    one, other = two_locks()
    check_politeness(kata, taken=one, free=other, one=one, other=other)


#: A thread that takes breaks, however short, asks less often within a tenth of a second.
TOO_OFTEN = 1000


class CountingLock:
    """A lock that says so if it is asked for again and again."""

    def __init__(self):
        self.lock = threading.Lock()
        self.asked = 0

    def acquire(self, blocking=True, timeout=-1):  # noqa: FBT002 - as there
        """Do what `threading.Lock` does."""
        self.asked += 1
        assert self.asked < TOO_OFTEN, f"it was asked for {TOO_OFTEN} times within a tenth of a second, without a break"
        return self.lock.acquire(blocking, timeout)

    def release(self):
        """Do what `threading.Lock` does."""
        self.lock.release()

    def locked(self):
        """Do what `threading.Lock` does."""
        return self.lock.locked()

    def __enter__(self):
        """Do what `threading.Lock` does."""
        return self.acquire()

    def __exit__(self, *exception):
        """Do what `threading.Lock` does."""
        self.release()


@pytest.mark.parametrize("taken", ["one", "other"])
def test_it_does_not_ask_without_a_break(kata, taken):
    """One lock cannot be had for a while: whoever wants both waits, or looks from time to time."""
    locks = {"one": CountingLock(), "other": CountingLock()}
    with locks[taken].lock:
        waiting = checks.begin("waits for both", lambda: kata.run_with_both(locks["one"], locks["other"], int))
        time.sleep(0.1)
    waiting.join()


def test_after_an_exception_both_are_free(kata):
    """The exception goes on its way."""
    one, other = threading.Lock(), threading.Lock()
    checks.refuses(ZeroDivisionError, lambda: kata.run_with_both(one, other, lambda: 1 // 0), "an action that fails")
    assert (one.locked(), other.locked()) == (False, False), "both locks should be free, also after an exception"
