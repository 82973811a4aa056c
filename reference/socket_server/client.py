"""The other side: a client that asks, and many of them at once."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from .framing import Unpacker, pack


class Client:
    """Talks with a server, a question and its answer at a time."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._connection = socket.create_connection(address)
        self._unpacker = Unpacker()

    def ask(self, message: str) -> str:
        """Send *message* and return the answer."""
        self._connection.sendall(pack(message))
        while data := self._connection.recv(4096):
            for answer in self._unpacker.feed(data):
                return answer
        raise ConnectionError("the server has ended the connection before its answer was complete")

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def ask_at_once(address: tuple[str, int], messages: list[str]) -> list[str]:
    """Ask all *messages* at the same time, each through a connection and in a thread of its own."""

    def ask(message: str) -> str:
        with closing(Client(address)) as client:
            return client.ask(message)

    with ThreadPoolExecutor(max(1, len(messages))) as pool:  # at its end all have been answered, or have failed
        return list(pool.map(ask, messages))
