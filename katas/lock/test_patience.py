"""Wait for a lock, but not for ever."""

import threading
import time

import pytest

import checks


@pytest.mark.parametrize("patience", [0, 0.1])
def test_a_free_lock_is_taken(kata, patience):
    """The action runs while the lock is held; then the lock is free again."""
    lock = threading.Lock()
    seen = []
    assert kata.run_locked(lock, lambda: seen.append(lock.locked()), patience) is True
    assert seen == [True], "the lock should be held while the action runs, once"
    assert not lock.locked(), "the lock should be free afterwards"


@pytest.mark.parametrize("patience", [0, 0.1])
def test_a_lock_that_stays_taken(kata, patience):
    """When patience is over the answer is False: the action did not run, and the lock is not touched."""
    lock = threading.Lock()
    lock.acquire()
    calls, answers = [], []

    def try_it():
        answers.append(kata.run_locked(lock, lambda: calls.append("called"), patience))

    thread = checks.begin("impatient", try_it)
    checks.eventually(lambda: not thread.is_alive(), "run_locked gives up")
    assert answers == [False]
    assert calls == [], "the action should not run without the lock"
    assert lock.locked(), "the lock belongs to somebody else, who still holds it"


def test_a_lock_that_is_taken_meanwhile(kata):
    """Somebody else wants it too, and keeps it for long: patience ends all the same."""
    lock, enough = threading.Lock(), threading.Event()

    def hold_for_long():
        with lock:
            enough.wait()

    checks.begin("other", hold_for_long)
    thread = checks.begin("impatient", lambda: kata.run_locked(lock, lambda: "done", 0.1))
    checks.eventually(lambda: not thread.is_alive(), "run_locked gives up")
    enough.set()


def test_a_lock_that_comes_free_in_time(kata):
    """Patience is rewarded."""
    lock = threading.Lock()
    lock.acquire()
    answers = []
    thread = checks.begin("patient", lambda: answers.append(kata.run_locked(lock, lambda: "done", 3)))
    time.sleep(0.1)
    lock.release()
    thread.join()
    assert answers == [True]
    assert not lock.locked(), "the lock should be free afterwards"


def test_a_lock_that_is_free_for_a_while(kata):
    """It comes free after a second, and somebody else takes it a second later: in between it can be had."""
    lock = threading.Lock()
    lock.acquire()
    answers = []
    thread = checks.begin("patient", lambda: answers.append(kata.run_locked(lock, lambda: "done", 3)))
    time.sleep(1)
    lock.release()
    time.sleep(1)
    lock.acquire()
    thread.join()
    assert answers == [True], "the lock was free for a second, and patience was not over yet"


def test_patience_lasts_as_long_as_it_is_told_to(kata):
    """Two seconds are two seconds, neither none nor four."""
    lock = threading.Lock()
    lock.acquire()
    waited = []

    def try_it():
        began = time.monotonic()
        kata.run_locked(lock, lambda: "done", 2)
        waited.append(time.monotonic() - began)

    thread = checks.begin("impatient", try_it)
    thread.join()
    (seconds,) = waited
    assert 1.5 < seconds < 2.5, f"run_locked was to wait for 2 seconds, and has waited for {seconds:.1f}"


@pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt, SystemExit])
def test_an_action_that_raises(kata, error):
    """It is called once, the exception comes through, whichever it is, and the lock is free again."""
    lock = threading.Lock()
    calls = []

    def fail():
        calls.append("called")
        raise error("on purpose")

    with pytest.raises(error):
        kata.run_locked(lock, fail, 0.1)
    assert calls == ["called"], "the action should be called once"
    assert not lock.locked(), "the lock should be free, also after an exception"


def test_an_action_that_returns_nothing_true(kata):
    """What the action returns is no matter: it was called, so the answer is True."""
    assert kata.run_locked(threading.Lock(), lambda: False, 0.1) is True


def test_actions_keep_clear_of_each_other(kata):
    """Two threads, one lock: never are both inside."""
    lock = threading.Lock()
    inside = checks.Spans()

    def action(name):
        with inside.inside(name):
            checks.pause()

    checks.together(
        first=lambda: kata.run_locked(lock, lambda: action("first"), 3),
        second=lambda: kata.run_locked(lock, lambda: action("second"), 3),
    )
    checks.everybody_left(inside, "first", "second")
    checks.at_most_together(inside, 1)
