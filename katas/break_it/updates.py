"""Find the schedule that makes the sum wrong.

A schedule is a list of names: each lets that thread take its next step. `# a step` shows what one step is. A thread
that finds a lock taken waits; that is a step, too, and it may be named again when the lock is free. At the end of your
schedule all threads must be at their end.
"""


def three_become_one() -> list[str]:
    """Three threads, "a", "b" and "c", run this, and `number` is 0 at first:

        seen = number        # a step
        number = seen + 1    # a step

    Return a schedule after which `number` is 1.
    """  # noqa: D400 - the program follows
    raise NotImplementedError


def twice_each() -> list[str]:
    """Two threads, "a" and "b", run this, and `number` is 0 at first:

        for _ in range(3):
            seen = number        # a step
            number = seen + 1    # a step

    Six are added. Return a schedule after which `number` is 2.
    """  # noqa: D400 - the program follows
    raise NotImplementedError


def overdrawn() -> list[str]:
    """Two threads, "ann" and "bob", want 100 each from an account with 100, and somebody has thought of a lock:

        with lock:               # a step: takes the lock
            enough = money >= 100    # a step
                                 # a step: gives the lock back
        if enough:               # (no step of its own)
            with lock:           # a step: takes the lock
                money = money - 100  # a step
                                 # a step: gives the lock back

    Return a schedule after which the account has -100.
    """  # noqa: D400 - the program follows
    raise NotImplementedError
