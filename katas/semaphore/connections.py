"""A few connections, and more threads that need one."""

from collections.abc import Iterable
from contextlib import AbstractContextManager


class ConnectionPool:
    """Lends connections: a thread takes one, uses it alone, and gives it back.

    connections: what there is to lend, one or more; no two are equal. For the pool they are just objects.
    """

    def __init__(self, connections: Iterable[object]) -> None:
        raise NotImplementedError

    def take(self) -> object:
        """Return a connection that nobody else has; wait while all of them are lent."""
        raise NotImplementedError

    def give_back(self, connection: object) -> None:
        """Take *connection* back; one thread that waits in `take` may have it.

        Raise ValueError if *connection* is not lent at the moment; then nothing has changed.
        """
        raise NotImplementedError

    def borrow(self) -> AbstractContextManager[object]:
        """Take a connection for a block: `with pool.borrow() as connection: ...`.

        After the block it is given back, also when the block was left by an exception.
        """
        raise NotImplementedError
