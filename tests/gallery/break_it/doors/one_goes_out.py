"""Both were inside, but one after the other."""


def flag():
    return ["a"] * 4 + ["b"] * 3


def after_you():
    return None


def after_you_exchanged():
    return ["a", "b", "a", "b", "a", "b", "a", "b"]
