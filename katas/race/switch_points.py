"""Where CPython looks for a thread switch."""


def switch_is_looked_for(statement: str) -> bool:
    """Return whether another thread may come in after `num` was read and before `num` is written.

    CPython (3.10 and later, with its global lock) hands over to another thread only at certain places: when a function
    begins, when a loop jumps back to its beginning, and after a call has returned, be the function written in Python or
    in C. Reading and writing variables, arithmetic, and taking an item out of a list are no such places.

    statement: one assignment to `num`, such as "num = num + n". `num` and `n` are int, `numbers` is a list of int,
        `ident` is a Python function that returns its argument; all other names are built-in functions.
    """
    raise NotImplementedError
