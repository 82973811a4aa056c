"""What the methods of a thread do."""


def start_twice() -> str:
    """A thread can be started once. For the next time, make a new one."""
    return "RuntimeError"


def join_before_start() -> str:
    """Nobody can wait for the end of what has not begun."""
    return "RuntimeError"


def join_yourself() -> str:
    """It would wait for ever, and `join` notices."""
    return "RuntimeError"


def daemon_after_start() -> str:
    """That has to be settled before the start."""
    return "RuntimeError"


def rename_after_start() -> str:
    """A name is for people to read, and may change at any time."""
    return "nothing happens"


def join_with_a_timeout() -> object:
    """`join` always returns None. Whether the thread has ended, only `is_alive` says."""
    return None


def alive_after_that() -> bool:
    """The timeout ends the waiting, not the thread."""
    return True


def daemon_of_a_daemon() -> bool:
    """A thread inherits it from the one that makes it."""
    return True


def run_instead_of_start() -> str:
    """`run` is an ordinary method, and runs where it is called."""
    return "MainThread"
