"""Right: b before a, and answers built from parts."""

A = ["a clears", "a waits"]
B = ["b clears", "b waits"]
MAIN = ["main sets"]


def everybody_gets_through():
    return B + A + MAIN


def one_waits_for_ever():
    return B + MAIN + A


def both_wait_for_ever():
    return MAIN + B + A


def robbed():
    return A[:1] + MAIN + B + A[1:]


def harmful_steps():
    return {A[0], B[0]}
