"""What an RLock does: it belongs to a thread, and it counts."""


def free_after_one_of_two_releases() -> bool:
    """It counts: two acquires need two releases."""
    return False


def release_once_too_often() -> str:
    """At zero it has no owner, so nobody may release it."""
    return "RuntimeError"


def release_by_another_thread() -> str:
    """Only the owner may release it."""
    return "RuntimeError"


def passed_on_to_a_helper() -> bool:
    """The owner is one thread. Its helpers are others, even if it waits for them."""
    return False


def others_get_in_during_the_wait() -> bool:
    """`wait` puts the whole count aside, not only one level of it."""
    return True


def releases_needed_after_the_wait() -> int:
    """And it restores the whole count before it returns."""
    return 2


def second_with_of_a_condition_on_a_lock() -> bool:
    """A Lock does not know its owner, so the owner waits for itself, here until the time is over."""
    return False
