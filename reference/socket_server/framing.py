"""Messages on their way through a stream of bytes, which does not know where one ends."""


def pack(message: str) -> bytes:
    """Return the bytes that are sent for *message*."""
    if "\n" in message:
        raise ValueError(f"a line feed would end the message too early: {message!r}")
    return message.encode("utf-8") + b"\n"


class Unpacker:
    """Gets bytes as they arrive, and knows which messages have arrived with them."""

    def __init__(self) -> None:
        self._incomplete = b""

    def feed(self, data: bytes) -> list[str]:
        """Return the messages that are complete with *data*, in order."""
        *lines, self._incomplete = (self._incomplete + data).split(b"\n")
        return [line.decode("utf-8") for line in lines]  # only now: whole lines have no half characters
