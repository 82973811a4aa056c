"""Exercise 2: a few connections, and more threads that need one."""


class ConnectionPool:
    """Lends connections: a thread takes one, uses it alone, and gives it back.

    :param connections: what there is to lend, at least one; it may be anything.
    """

    def __init__(self, connections):
        raise NotImplementedError

    def take(self):
        """Return a connection that nobody else has; wait while all of them are lent."""
        raise NotImplementedError

    def give_back(self, connection):
        """Take *connection* back, so that one thread that waits in `take` gets it.

        :raises ValueError: if *connection* is not lent at the moment; then nothing changes.
        """
        raise NotImplementedError

    def borrow(self):
        """Return a context manager: `with pool.borrow() as connection:` takes one and gives it back after the block.

        Also when the block is left by an exception.
        """
        raise NotImplementedError
