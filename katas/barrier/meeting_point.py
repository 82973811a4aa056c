"""A barrier of your own."""


class MeetingPoint:
    """A place where threads wait for each other, again and again.

    Build it from a `threading.Condition`, not from `threading.Barrier`: the threading module has such a thing ready,
    and this exercise is about how it works inside.

    parties: how many have to come, 1 or more.
    """

    def __init__(self, parties: int) -> None:
        raise NotImplementedError

    def wait(self) -> int:
        """Wait until as many as agreed have come to this meeting; then all of them go on, and the next meeting begins.

        Return a number from 0 to parties - 1, to each who meets here a different one.
        Raise threading.BrokenBarrierError if somebody has called `abort`, before or meanwhile.
        """
        raise NotImplementedError

    def abort(self) -> None:
        """Give up this meeting and all later ones: who waits, and who comes from now on, gets BrokenBarrierError."""
        raise NotImplementedError
