"""Always in turn: three are left of six, and at the account somebody finds the lock taken."""


def three_become_one():
    return list("abcabc")


def twice_each():
    return ["a", "b"] * 6


def overdrawn():
    return ["ann", "bob"] * 6
