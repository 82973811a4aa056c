"""Let two threads in where only one may be, or say that it cannot be done."""


def flag() -> list[str] | None:
    """Both look before one of them has said that he is in."""
    return ["a", "b", "a", "b", "a", "b"]


def after_you() -> list[str] | None:
    """Whoever comes last says "after you" last, and sees that the other one wants to: that one goes first.

    This is Peterson's algorithm of 1981.
    """
    return None


def after_you_exchanged() -> list[str] | None:
    """Both are polite, but b wants to before a does, so it finds nobody; and a finds that it is its turn."""
    return ["a", "b", "b", "b", "b", "a", "a", "a"]
