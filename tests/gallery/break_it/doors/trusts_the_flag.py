"""Says that a flag is enough."""


def flag():
    return None


def after_you():
    return None


def after_you_exchanged():
    return None
