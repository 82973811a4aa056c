"""Thinks that both forms of politeness can be broken in the same way."""


def flag():
    return ["a", "b", "a", "b", "a", "b"]


def after_you():
    return ["a", "b", "b", "b", "b", "a", "a", "a"]


def after_you_exchanged():
    return ["a", "b", "b", "b", "b", "a", "a", "a"]
