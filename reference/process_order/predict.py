"""What join does, and what happens without it."""


def join_returns() -> object:
    """Nothing, always. How it ended stands in `exitcode`."""
    return None


def join_with_a_timeout_returns() -> object:
    """Nothing, always. It does not say whether the process or the time has ended."""
    return None


def exitcode_after_that() -> int | None:
    """As long as the process runs there is none: that is how to find out."""
    return None


def join_a_second_time() -> str:
    """Who waits for what is over already does not wait."""
    return "nothing happens"


def child_without_join_says_its_last_word() -> bool:
    """Only the code of the parent has ended: at its exit, the interpreter joins all children that are no daemons."""
    return True


def parent_is_there_until_then() -> bool:
    """It is in that join."""
    return True


def daemon_without_join_says_its_last_word() -> bool:
    """At its exit, the interpreter ends the daemons, wherever they are."""
    return False
