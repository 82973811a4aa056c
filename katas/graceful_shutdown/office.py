"""Clerks who work until the office closes."""

from collections.abc import Callable


class Office:
    """An office in which some threads, the clerks, handle what is submitted. It is open from the beginning.

    handle: called once for each item, by one of the clerks. It does not raise.
    clerks: how many there are, 1 or more. They work at the same time.
    """

    def __init__(self, handle: Callable[[object], object], clerks: int) -> None:
        raise NotImplementedError

    def submit(self, item: object) -> None:
        """Let a clerk handle *item*, which may be anything, None too; do not wait for that.

        Raise RuntimeError if the office is closed. Whoever gets no error may rely on it: the item will be handled, or
        `stop` will return it.
        """
        raise NotImplementedError

    def stop(self, *, drain: bool = True) -> list[object]:
        """Close the office: nothing is accepted any more, and all clerks go home.

        drain: whether everything that was accepted is handled first. If not, only what a clerk is at work on is
            finished; the other items are not handled, and returned in the order in which they were submitted.

        Return when all clerks have gone home, in whichever thread and however often this is called. Only a clerk who
        calls it, from inside of *handle*, waits for nobody: it goes home itself when it has finished its item.

        What was returned once, or handled, is not returned again; where nothing is left, return an empty list. If one
        drains and another one does not, either may have its way.
        """
        raise NotImplementedError
