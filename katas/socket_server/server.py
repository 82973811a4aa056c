"""A server that talks with many clients at the same time, and that can be stopped."""

from collections.abc import Callable


class Server:
    """Answers the messages of many clients, at 127.0.0.1.

    Clients and server talk as in `conversation.py`: each message is a line of UTF-8, and is answered by another one.
    Each client gets the answers to its own messages. However long one of them takes to send, to be answered or to
    read, the others are served meanwhile.

    reply: called with each message, returns its answer. It may take a while, and it may raise an exception; some
        threads may call it at the same time.
    limit: how many clients are served at the same time, 1 or more. A client that comes when there are so many waits
        until one of them has left. There are at most so many threads, and two more: clients that wait cost none.
    port: where to listen. With 0 the system picks a port that is free.

    address: the host, "127.0.0.1", and the port where the server listens, from `start` on.
    errors: the exceptions that have ended a conversation, in any order: those of `reply`, and UnicodeDecodeError. The
        client sees the end of its connection then, and nobody else notices. A client that leaves is no error.
    """

    address: tuple[str, int]
    errors: list[Exception]

    def __init__(self, reply: Callable[[str], str], limit: int, port: int = 0) -> None:
        raise NotImplementedError

    def start(self) -> None:
        """Begin to listen and to serve, and return. From now on clients can connect. Called once."""
        raise NotImplementedError

    def stop(self) -> None:
        """End it all, and return when it has ended. Called once, after `start`.

        Nobody can connect any more. Messages that are being answered right now still get their answer, and then the
        connections are closed; so are those of clients that are silent, or still wait to be served. No client has to
        leave for that.

        When `stop` returns, the threads of this server have ended, and another one can listen at the same port.
        """
        raise NotImplementedError
