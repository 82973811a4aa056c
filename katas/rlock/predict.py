"""What does an RLock do? Say it first; the spec then tries it out and compares.

Each function returns your answer to one question: fill in a value, no threads are needed. The programs stand in
`test_predict.py`, one for each question.
"""


def free_after_one_of_two_releases() -> bool:
    """A thread acquires an RLock twice and releases it once. Return whether another thread can acquire it now."""
    raise NotImplementedError


def release_once_too_often() -> str:
    """A thread acquires an RLock once and releases it twice. Return "releases" or the name of the exception."""
    raise NotImplementedError


def release_by_another_thread() -> str:
    """One thread has the RLock, another one calls `release()`. Return "releases" or the name of the exception."""
    raise NotImplementedError


def passed_on_to_a_helper() -> bool:
    """A thread has the RLock, starts a helper, and waits for it. Return whether the helper can acquire the RLock."""
    raise NotImplementedError


def others_get_in_during_the_wait() -> bool:
    """A thread is in `with condition:` twice, one in the other, and calls `condition.wait()`; the condition is a plain
    `Condition()`. Return whether another thread can get in during the wait.
    """  # noqa: D205 - one question is one sentence
    raise NotImplementedError


def releases_needed_after_the_wait() -> int:
    """The same thread comes back from its `wait()`. Return how many releases are needed until the lock is free."""
    raise NotImplementedError


def second_with_of_a_condition_on_a_lock() -> bool:
    """The condition is `Condition(Lock())`, and the thread is in `with condition:`. It calls
    `condition.acquire(timeout=0.1)` once more. Return what that returns.
    """  # noqa: D205 - one question is one sentence
    raise NotImplementedError
