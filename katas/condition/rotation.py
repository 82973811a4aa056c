"""Any number of threads take turns."""


def rotate(names: list[str], rounds: int) -> None:
    """Print the names in turn, a name a line, again and again, `rounds` times.

    `rotate(["A", "B", "C"], 2)` prints A, B, C, A, B, C.
    Each name is printed by a thread of its own; give that thread the name too.

    names: one or more names, all different.
    rounds: how often each name is printed; 0 prints nothing.

    Return when all threads have ended.
    """
    raise NotImplementedError
