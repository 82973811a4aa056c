"""Messages between a process and the one that supervises it, in both directions, over one socket.

A frame is its length in four bytes, then JSON. JSON, because whatever a child sends must be readable without running
any of its code, and a broken frame must be an error and no more; what JSON does not know travels as its `repr`.

Rejected: pickle, which runs code while it reads; `multiprocessing.connection`, which is 10 ms to import and knows no
incomplete message; a line for each message, since a single one may be megabytes.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import socket


_LENGTH: Final = struct.Struct("!I")
_PIECE: Final = 1 << 16
#: Ready before memory is gone.
_END_OF_MEMORY: Final = b'["end","out-of-memory",""]'


class Frames:
    """The frames on one end of a connection.

    :param end: the socket, in blocking mode.
    """

    __slots__ = ("_end", "_received")

    def __init__(self, end: socket.socket) -> None:
        self._end = end
        self._received = bytearray()

    def send(self, *frame: object) -> None:
        """Send one frame.

        :raises OSError: if nobody is at the other end any more.
        """
        self.send_bytes(json.dumps(frame, default=repr, check_circular=False).encode("ascii"))

    def send_bytes(self, payload: bytes) -> None:
        """Send one frame that is already JSON."""
        self._end.settimeout(None)
        self._end.sendall(_LENGTH.pack(len(payload)) + payload)

    def waiting(self) -> list[Any] | None:
        """Return the next frame if it has arrived as a whole.

        :raises ValueError: if what arrived is no frame.
        """
        if len(self._received) < _LENGTH.size:
            return None
        (length,) = _LENGTH.unpack_from(self._received)
        end = _LENGTH.size + length
        if len(self._received) < end:
            return None
        frame = json.loads(bytes(self._received[_LENGTH.size : end]))
        del self._received[:end]
        if not isinstance(frame, list) or not frame:
            raise ValueError(f"a frame is a list that begins with its kind, not {frame!r}")
        return frame

    def receive_more(self, seconds: float | None) -> bool:
        """Take in what arrives within *seconds* of wall time.

        :return: whether the connection is still open.
        :raises TimeoutError: if nothing came.
        """
        self._end.settimeout(seconds)
        try:
            piece = self._end.recv(_PIECE)
        except ConnectionError:
            return False
        self._received += piece
        return bool(piece)

    def close(self) -> None:
        """Close this end."""
        self._end.close()


class Channel:
    """What a task in a child holds of its parent.

    :param end: the child's end of the connection.
    :param output: the descriptor of the file that the child's standard output goes to.
    """

    def __init__(self, end: socket.socket, output: int) -> None:
        self._frames = Frames(end)
        self._output = output

    def send(self, message: Any) -> None:
        """Send *message*, a plain value, to the parent, which gets it while this task goes on."""
        self._frames.send("message", message)

    def receive(self) -> Any:
        """Wait for the parent's next message.

        :raises EOFError: if the parent wants no more.
        """
        while (frame := self._frames.waiting()) is None:
            if not self._frames.receive_more(None):
                raise EOFError("the supervising process has closed the connection")
        if frame[0] != "message":
            raise EOFError("the supervising process wants no more")
        return frame[1]

    @property
    def written(self) -> int:
        """How many bytes have gone to standard output and error so far."""
        return os.fstat(self._output).st_size

    def claim_streams(self) -> None:
        """Let standard input, output and error be this child's own again, for a task that found them redirected."""
        from plugins.simulation.child_inside import claim_standard_streams

        claim_standard_streams(self._output)

    def finish(self, how: str, text: str = "") -> None:
        """Say how the task ended and wait until the parent has ended whatever the task left running."""
        with contextlib.suppress(OSError, ValueError, EOFError):
            if how == "out-of-memory":
                self._frames.send_bytes(_END_OF_MEMORY)
            else:
                self._frames.send("end", how, text)
            self.receive()
