"""Wrong: strikes out one clear and believes the other one to be harmless."""


def everybody_gets_through():
    return ["a clears", "b clears", "b waits", "a waits", "main sets"]


def one_waits_for_ever():
    return ["b clears", "b waits", "main sets", "a clears", "a waits"]


def both_wait_for_ever():
    return ["main sets", "b clears", "b waits", "a clears", "a waits"]


def robbed():
    return ["a clears", "main sets", "b clears", "b waits", "a waits"]


def harmful_steps():
    return {"b clears"}
