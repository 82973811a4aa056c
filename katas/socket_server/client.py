"""The other side: a client that asks, and many of them at once."""


class Client:
    """Talks with a server, a question and its answer at a time. Each is a line of UTF-8 that ends with a line feed.

    A client is used by one thread at a time.

    address: host and port of the server.
    """

    def __init__(self, address: tuple[str, int]) -> None:
        """Connect to the server. All that is asked goes through this one connection."""
        raise NotImplementedError

    def ask(self, message: str) -> str:
        """Send *message*, which has no line feed in it, and return the answer.

        If the server ends the connection before its answer is complete, raise ConnectionError.
        """
        raise NotImplementedError

    def close(self) -> None:
        """End the connection."""
        raise NotImplementedError


def ask_at_once(address: tuple[str, int], messages: list[str]) -> list[str]:
    """Ask all *messages* at the same time, each through a connection and in a thread of its own.

    Return the answers, in the order of the messages, when all are there. Connections are closed then, and threads have
    ended; also if some of the questions failed: then raise the exception of one of them, and not before the others have
    been answered, too.
    """
    raise NotImplementedError
