"""What do wait and notify do? The answers, with the reasons."""


def wait_without_the_lock() -> str:
    """`wait()` gives the lock back while it waits; who does not hold it cannot give it back."""
    return "RuntimeError"


def notify_without_the_lock() -> str:
    """A notify tells of a change, and changes are made with the lock held: without it, `notify()` refuses."""
    return "RuntimeError"


def wait_after_the_notify() -> bool:
    """A notify is not remembered: this one found nobody, and the later wait runs into its timeout."""
    return False


def who_runs_after_notify() -> list[str]:
    """`notify()` does not give the lock away. The waiter is awake, but gets on only when the notifier lets go."""
    return ["notifier", "waiter"]


def woken_by_one_notify() -> int:
    """`notify()` wakes one waiter at most; `notify_all()` wakes all of them."""
    return 1


def wait_until_the_timeout() -> object:
    """`wait` returns True if it was notified and False if its time ran out."""
    return False


def wait_for_until_the_timeout() -> object:
    """`wait_for` returns what the predicate returned last, here the empty list: as good as False, but not False."""
    return []


def wait_for_something_true() -> object:
    """The predicate is asked first: where it is true already, nobody waits, and its value comes back."""
    return ["apple"]
