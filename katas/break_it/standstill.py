"""Bring all threads to a standstill, or say that it cannot be done.

A schedule is a list of names: each lets that thread take its next step. `# a step` shows what one step is. A thread
that finds a lock taken waits; that is a step, too, and it may be named again when the lock is free. At the end of the
schedule nobody must be able to go on, and somebody must not be at its end.

One of the three programs cannot be brought to a standstill. There the answer is None.
"""


def at_the_round_table() -> list[str] | None:
    """Three threads, "a", "b" and "c", sit around a table. The forks are locks: ab between a and b, bc, and ca.

        with left_fork:            # a step: for a it is ca, for b it is ab, for c it is bc
            with right_fork:       # a step: for a it is ab, for b it is bc, for c it is ca
                eat()              # a step: eats, and gives both forks back

    Return a schedule that brings them to a standstill, or None if there is none.
    """
    raise NotImplementedError


def one_left_handed() -> list[str] | None:
    """The same, but c takes the fork ca first, and then bc.

    Return a schedule that brings them to a standstill, or None if there is none.
    """
    raise NotImplementedError


def the_kettle() -> list[str] | None:
    """Two threads, "kettle" and "cup", with a condition; `hot` is False at first.

    The cup:

        is_hot = hot               # a step
        if not is_hot:             # (no step of its own)
            with condition:        # a step: takes the lock
                condition.wait()   # a step: gives the lock back, and waits for a notify
                                   # a step: was notified, and takes the lock again
                                   # a step: gives the lock back
        drink()                    # a step

    The kettle:

        hot = True                 # a step
        with condition:            # a step: takes the lock
            condition.notify()     # a step
                                   # a step: gives the lock back

    Return a schedule that brings them to a standstill, or None if there is none.
    """
    raise NotImplementedError
