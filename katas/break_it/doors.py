"""Let two threads in where only one may be, or say that it cannot be done.

A schedule is a list of names: each lets that thread take its next step. `# a step` shows what one step is. A thread
that has to wait finds that out in a step of its own, and may be named again when what it waits for is so. The schedule
may end as soon as both are inside.

One of the three programs is right. There the answer is None.
"""


def flag() -> list[str] | None:
    """Two threads, "a" and "b", run this; `occupied` is False at first:

        while occupied: wait    # a step: sees that it is not so
        occupied = True         # a step
        go_in()                 # a step
        occupied = False        # a step: goes out

    Return a schedule after which both are inside, or None if there is none.
    """  # noqa: D400 - the program follows
    raise NotImplementedError


def after_you() -> list[str] | None:
    """Two threads, "a" and "b", run this; `wants` is {"a": False, "b": False} at first, `turn` is "a". For "a":

        wants["a"] = True                             # a step
        turn = "b"                                    # a step: after you
        while wants["b"] and turn == "b": wait        # a step: sees that it may go in
        go_in()                                       # a step
        wants["a"] = False                            # a step: goes out

    For "b" it is the same with "a" and "b" exchanged. Return a schedule after which both are inside, or None if there
    is none.
    """  # noqa: D400 - the program follows
    raise NotImplementedError


def after_you_exchanged() -> list[str] | None:
    """The same, with the first two lines exchanged:

        turn = "b"                                    # a step: after you
        wants["a"] = True                             # a step
        while wants["b"] and turn == "b": wait        # a step: sees that it may go in
        go_in()                                       # a step
        wants["a"] = False                            # a step: goes out

    Return a schedule after which both are inside, or None if there is none.
    """  # noqa: D400 - the program follows
    raise NotImplementedError
