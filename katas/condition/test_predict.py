"""What do wait and notify do? Each spec runs one small program and compares what happened with the prediction."""

import threading

import pytest

import checks


def test_wait_without_the_lock(kata):
    """The program: `condition.wait()`, without `with condition:` around it."""
    condition = threading.Condition()
    happened = checks.outcome(lambda: condition.wait(timeout=0.1), otherwise="waits")
    assert kata.wait_without_the_lock() == happened


def test_notify_without_the_lock(kata):
    """The program: `condition.notify()`, without `with condition:` around it."""
    condition = threading.Condition()
    happened = checks.outcome(condition.notify, otherwise="notifies")
    assert kata.notify_without_the_lock() == happened


def test_wait_after_the_notify(kata):
    """The program: first `notify()`, when nobody waits, then `wait(timeout=0.1)`."""
    condition = threading.Condition()
    with condition:
        condition.notify()
    with condition:
        happened = condition.wait(timeout=0.1)
    assert kata.wait_after_the_notify() == happened


def test_who_runs_after_notify(kata):
    """The program: a waiter; then a notifier that prints between its `notify()` and its own `wait()`."""
    condition = threading.Condition()
    waiting, happened = [], []

    def waiter():
        with condition:
            waiting.append("waiter")
            condition.wait()
            happened.append("waiter")

    thread = checks.begin("waiter", waiter)
    checks.eventually(lambda: len(waiting) == 1, "the waiter waits")
    with condition:
        condition.notify()
        checks.pause()
        happened.append("notifier")
        condition.wait(timeout=0.1)
    thread.join()
    assert kata.who_runs_after_notify() == happened


def test_woken_by_one_notify(kata):
    """The program: three waiters and one `notify()`."""
    condition = threading.Condition()
    waiting, woken = [], []

    def waiter():
        with condition:
            waiting.append("one more")
            if condition.wait(timeout=0.2):
                woken.append("one more")

    waiters = [checks.begin(f"waiter {number}", waiter) for number in (1, 2, 3)]
    checks.eventually(lambda: len(waiting) == 3, "three threads wait")
    with condition:
        condition.notify()
    for thread in waiters:
        thread.join()
    assert kata.woken_by_one_notify() == len(woken)


def test_wait_until_the_timeout(kata):
    """The program: `wait(timeout=0.1)`, and nobody notifies."""
    condition = threading.Condition()
    with condition:
        happened = condition.wait(timeout=0.1)
    assert kata.wait_until_the_timeout() is happened


@pytest.mark.parametrize("basket", [[], ["apple"]], ids=["empty", "full"])
def test_wait_for_returns_what_the_predicate_returned(kata, basket):
    """The program: `wait_for(lambda: basket, timeout=0.1)`, and nobody notifies."""
    condition = threading.Condition()
    with condition:
        happened = condition.wait_for(lambda: basket, timeout=0.1)
    assert happened is basket
    prediction = kata.wait_for_something_true() if basket else kata.wait_for_until_the_timeout()
    assert prediction == happened
    assert type(prediction) is type(happened)
