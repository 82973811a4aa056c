"""Stops where it has gone wrong, and somebody still has steps to take."""


def three_become_one():
    return ["a", "b", "c", "a"]


def twice_each():
    return ["a", "b", "b", "b", "b", "a", "b", "a", "b"]


def overdrawn():
    return ["ann", "ann", "ann", "bob", "bob", "bob", "ann", "ann", "bob"]
