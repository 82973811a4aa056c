"""Talk with one client, until it has had enough."""

import contextlib
import socket
from collections.abc import Callable

from .framing import Unpacker, pack


def converse(connection: socket.socket, reply: Callable[[str], str]) -> None:
    """Answer the messages that come through *connection*, one after the other, until the client has said its last."""
    unpacker = Unpacker()
    with connection, contextlib.suppress(ConnectionError):  # a client that breaks down has left, too
        while data := connection.recv(4096):
            for message in unpacker.feed(data):
                connection.sendall(pack(reply(message)))
