"""A barrier of your own."""

import threading


class MeetingPoint:
    """A place where threads wait for each other, again and again.

    Each meeting has a number. Who waits, waits for its own meeting to be over, not for a count that may already belong
    to the next one.
    """

    def __init__(self, parties: int) -> None:
        self._parties = parties
        self._here = 0
        self._meeting = 0
        self._aborted = False
        self._changed = threading.Condition()

    def wait(self) -> int:
        """Wait until as many as agreed have come; return a number that nobody else here gets."""
        with self._changed:
            if self._aborted:
                raise threading.BrokenBarrierError
            mine, number = self._meeting, self._here
            self._here += 1
            if self._here == self._parties:
                self._here = 0
                self._meeting += 1
                self._changed.notify_all()
            self._changed.wait_for(lambda: self._aborted or self._meeting != mine)
            if self._meeting == mine:
                raise threading.BrokenBarrierError
            return number

    def abort(self) -> None:
        """Give up this meeting and all later ones."""
        with self._changed:
            self._aborted = True
            self._changed.notify_all()
