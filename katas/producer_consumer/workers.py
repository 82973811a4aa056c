"""Workers that wait for work, and a way to know when all of it is done."""

from collections.abc import Callable


class Workers:
    """Some threads that do what is submitted, oldest first, until they are told to go home.

    work: called once for each submitted item, by one of the workers. It may raise an exception: then this item has
        failed, and that is all that happens.
    count: how many workers there are, 1 or more. They all work at the same time.
    capacity: how many submitted items may wait for a worker, 1 or more.

    failed: the items that have failed, in any order.
    """

    failed: list[object]

    def __init__(self, work: Callable[[object], object], count: int, capacity: int) -> None:
        raise NotImplementedError

    def submit(self, item: object) -> None:
        """Leave *item*, which is not None, for the workers. Wait while as many as there is room for are waiting."""
        raise NotImplementedError

    def wait_until_done(self) -> None:
        """Return when everything that was submitted has been worked on, or has failed; at once if that is so already.

        Afterwards more may be submitted.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let the workers do all that was submitted, send them home, and return when all these threads have ended.

        Nobody submits anything after that.
        """
        raise NotImplementedError
