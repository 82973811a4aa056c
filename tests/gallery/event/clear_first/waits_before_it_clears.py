"""Wrong: changes the order of a's own two lines, which no scheduler does."""


def everybody_gets_through():
    return ["a waits", "b waits", "main sets", "a clears", "b clears"]


def one_waits_for_ever():
    return ["b clears", "b waits", "main sets", "a clears", "a waits"]


def both_wait_for_ever():
    return ["main sets", "b clears", "a waits", "a clears", "b waits"]


def robbed():
    return ["a clears", "main sets", "b clears", "b waits", "a waits"]


def harmful_steps():
    return {"a clears", "b clears"}
