"""Bring all threads to a standstill, or say that it cannot be done."""


def at_the_round_table() -> list[str] | None:
    """Each has its left fork, and waits for the one that its neighbour has."""
    return ["a", "b", "c", "a", "b", "c"]


def one_left_handed() -> list[str] | None:
    """Fork ab before bc, bc after ca, ca before ab: all take them in the order ca, ab, bc, so no circle can close."""
    return None


def the_kettle() -> list[str] | None:
    """Between the cup's look and its wait there is time for everything that the kettle does."""
    return ["cup", "kettle", "kettle", "kettle", "kettle", "cup", "cup"]
