"""Wrong: believes that a clear after the set holds a thread back that was let go already."""


def everybody_gets_through():
    return ["a clears", "a waits", "b clears", "b waits", "main sets"]


def one_waits_for_ever():
    return ["main sets", "a clears", "b clears", "a waits", "b waits"]


def both_wait_for_ever():
    return ["a clears", "a waits", "main sets", "b clears", "b waits"]


def robbed():
    return ["a clears", "a waits", "main sets", "b clears", "b waits"]


def harmful_steps():
    return {"a clears", "b clears"}
