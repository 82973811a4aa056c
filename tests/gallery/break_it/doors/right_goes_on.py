"""Other orders of the same steps."""


def flag():
    return ["a"] + ["b"] * 3 + ["a"] * 2


def after_you():
    pass


def after_you_exchanged():
    return ["a", "b", "b", "b", "a", "b", "a", "a"]
