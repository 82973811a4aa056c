"""Messages on their way through a stream of bytes, which does not know where one ends."""


def pack(message: str) -> bytes:
    r"""Return the bytes that are sent for *message*: its text in UTF-8, and a line feed (b"\n") that ends it.

    A message may be empty. It may contain any character but the line feed: for that one, raise ValueError.
    """
    raise NotImplementedError


class Unpacker:
    """Gets bytes as they arrive, in pieces of any size, and knows which messages have arrived with them.

    A piece may end anywhere: within a message, within a character. It may contain many messages, or none.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def feed(self, data: bytes) -> list[str]:
        """Return the messages that are complete with *data*, in order. What is not complete yet comes with a later one.

        If a complete message is no UTF-8, raise UnicodeDecodeError.
        """
        raise NotImplementedError
