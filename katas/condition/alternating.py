"""Two threads print the numbers in turn."""


def alternate(limit: int, *, odd_first: bool = False) -> None:
    """Print 0, 1, 2, ... up to limit - 1, a number a line, with two threads that take turns.

    One thread prints 0, 2, 4, ... and the other one 1, 3, 5, ...
    Call them "even" and "odd" (`Thread(..., name="even")`), then the report calls them so too.

    limit: how many numbers there are. It may be odd, 1 or 0.
    odd_first: start the thread "odd" before the thread "even". The output stays the same.

    Return when both threads have ended.
    """
    raise NotImplementedError
