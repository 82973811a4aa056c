"""Talk with one client, until it has had enough."""

import socket
from collections.abc import Callable


def converse(connection: socket.socket, reply: Callable[[str], str]) -> None:
    r"""Answer the messages that come through *connection*, one after the other, until the client has said its last.

    A message is a line of UTF-8 that ends with b"\n". For each one `reply(message)` is called, and what it returns is
    sent back as another such line, before the next one is looked at. What is not a whole message is not answered.

    connection: one end of a TCP connection, at the other end is the client. When `converse` ends, it is closed: also
        if it ends with an exception.
    reply: returns the answer to a message: any text without a line feed. It may take a while, and it may raise an
        exception, but no ConnectionError.

    Return when the client has ended the connection. A client may leave at any time, in the middle of a message or
    without waiting for its answers; it may also break down, and then the socket raises ConnectionError. That is no
    failure of the server: return. But an exception of `reply`, and the UnicodeDecodeError for what is no UTF-8, are for
    the caller.

    You may use your framing: `from .framing import Unpacker, pack`.
    """
    raise NotImplementedError
