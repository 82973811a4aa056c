"""Wrong: believes that a set is over at once, and that whoever comes later waits: that is a condition, not an event."""


def everybody_gets_through():
    return ["a clears", "a waits", "b clears", "b waits", "main sets"]


def one_waits_for_ever():
    return ["a clears", "a waits", "b clears", "main sets", "b waits"]


def both_wait_for_ever():
    return ["a clears", "b clears", "main sets", "a waits", "b waits"]


def robbed():
    return ["a clears", "main sets", "a waits", "b clears", "b waits"]


def harmful_steps():
    return {"a clears", "b clears"}
