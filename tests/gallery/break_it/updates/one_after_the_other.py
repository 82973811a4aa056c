"""Each comes to its end before the next one begins."""


def three_become_one():
    return ["a", "a", "b", "b", "c", "c"]


def twice_each():
    return ["a"] * 6 + ["b"] * 6


def overdrawn():
    return ["ann"] * 6 + ["bob"] * 3
