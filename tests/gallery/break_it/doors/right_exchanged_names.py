"""With the names exchanged."""


def flag():
    return list("babbaa")


def after_you():
    return None


def after_you_exchanged():
    return list("baaaabbb")
