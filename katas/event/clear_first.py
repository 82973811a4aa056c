"""What becomes of a signal when the waiters clear it.

Two threads, a and b, run `waiter`; the main thread calls `event.set()` once, at some time:

    def waiter():
        event.clear()
        event.wait()
        print("through")

In what order the threads do this is not for you to say: any order may happen in which a and b each clear before they
wait. The steps are named like this:
"""

STEPS = ["a clears", "a waits", "b clears", "b waits", "main sets"]


def everybody_gets_through() -> list[str]:
    """Return the five steps in an order in which both a and b get through."""
    raise NotImplementedError


def one_waits_for_ever() -> list[str]:
    """Return the five steps in an order in which one of them gets through and the other waits for ever."""
    raise NotImplementedError


def both_wait_for_ever() -> list[str]:
    """Return the five steps in an order in which neither a nor b gets through."""
    raise NotImplementedError


def robbed() -> list[str]:
    """Return an order in which a clears *before* main sets, and nevertheless waits for ever."""
    raise NotImplementedError


def harmful_steps() -> set[str]:
    """Return the fewest steps to strike out, so that nobody waits for ever in any order of the others."""
    raise NotImplementedError
