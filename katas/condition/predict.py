"""What do wait and notify do? Say it first; the spec then tries it out and compares.

Each function returns your answer to one question: fill in a value, no threads are needed. The programs stand in
`test_predict.py`, one for each question.
"""


def wait_without_the_lock() -> str:
    """A thread calls `condition.wait()` and does not hold the lock. Return "waits" or the name of the exception."""
    raise NotImplementedError


def notify_without_the_lock() -> str:
    """A thread calls `condition.notify()` and does not hold the lock. Return "notifies" or the exception's name."""
    raise NotImplementedError


def wait_after_the_notify() -> bool:
    """First comes `notify()`, when nobody waits. Then comes `wait(timeout=0.1)`. Return what this wait returns."""
    raise NotImplementedError


def who_runs_after_notify() -> list[str]:
    """One thread waits. Another thread says, holding the lock: `notify()`, then `print("notifier")`, then `wait()`s.

    The first thread prints "waiter" when it comes back from its `wait()`. Return the two words in the order in which
    they are printed, always.
    """
    raise NotImplementedError


def woken_by_one_notify() -> int:
    """Three threads wait. One `notify()` is sent. Return how many of the three come back from `wait()`."""
    raise NotImplementedError


def wait_until_the_timeout() -> object:
    """Nobody notifies. Return what `condition.wait(timeout=0.1)` returns."""
    raise NotImplementedError


def wait_for_until_the_timeout() -> object:
    """Nobody notifies, `basket` is the empty list []. Return what `wait_for(lambda: basket, timeout=0.1)` returns."""
    raise NotImplementedError


def wait_for_something_true() -> object:
    """Nobody notifies, `basket` is ["apple"]. Return what `wait_for(lambda: basket, timeout=0.1)` returns."""
    raise NotImplementedError
