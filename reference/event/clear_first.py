"""What becomes of a signal when the waiter clears it: who waits after the last clear and sees no set waits for ever."""

STEPS = ["a clears", "a waits", "b clears", "b waits", "main sets"]


def everybody_gets_through() -> list[str]:
    """Nobody clears any more once main has set."""
    return ["a clears", "b clears", "main sets", "a waits", "b waits"]


def one_waits_for_ever() -> list[str]:
    """The signal wakes a, which was there in time; b comes late, clears it, and waits for another one."""
    return ["a clears", "a waits", "main sets", "b clears", "b waits"]


def both_wait_for_ever() -> list[str]:
    """The signal comes before anybody is there, and the first one to come wipes it out."""
    return ["main sets", "a clears", "a waits", "b clears", "b waits"]


def robbed() -> list[str]:
    """Between the set and a's wait, b clears: what one waiter wipes out is lost for all."""
    return ["a clears", "main sets", "b clears", "a waits", "b waits"]


def harmful_steps() -> set[str]:
    """Return both clears: a set that nobody takes back stays, so it does not matter who comes late."""
    return {"a clears", "b clears"}
