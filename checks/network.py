"""Clients and servers that a spec plays itself, on 127.0.0.1, and the things that happen to them in a network.

A `Guest` is one end of a connection in the spec's hand: it can say half a word, leave in the middle, or never listen.
What it says and hears is printed, so that a report tells how far it came.
Nothing here has a timeout: whoever waits for an answer that does not come is seen to be stuck by the machine.

These are for the real machine, since what this is about (bytes that come in pieces, a call that another thread cannot
end by closing) is what people learn wrongly from simulations; interleavings are looked through on the simulated
network.
"""

from __future__ import annotations

import _thread
import contextlib
import select
import socket
import struct
import threading
from typing import TYPE_CHECKING, Any, Final, Self

from checks.quiet import at_rest, until_quiet
from checks.saying import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: Only this computer.
HOST: Final = "127.0.0.1"
#: What is longer than that is cut where it is told.
_LONGEST: Final = 40


class Guest:
    """One end of a connection, which speaks lines of UTF-8.

    :param name: what it is called in messages.
    :param connection: the socket, which is closed by `leave`.
    """

    def __init__(self, name: str, connection: socket.socket) -> None:
        self.name = name
        self._connection = connection
        self._heard = bytearray()
        # What is said goes out at once: pieces are pieces.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    @classmethod
    def at(cls, address: tuple[str, int], name: str = "client") -> Guest:
        """Connect to the server at *address*, which should be there."""
        __tracebackhide__ = True
        try:
            guest = cls(name, socket.create_connection(address))
        except ConnectionRefusedError:
            raise AssertionError(
                _("{name} cannot connect: nobody listens where the server should", name=name)
            ) from None
        guest.tell(_("has connected"))
        return guest

    def say(self, *messages: str) -> None:
        """Send the messages, all in one piece."""
        self.tell(_("says {messages}", messages=_short(messages)))
        self._send("".join(f"{message}\n" for message in messages).encode())

    def send(self, data: bytes) -> None:
        """Send bytes, all in one piece."""
        self.tell(_("sends {data}", data=_short([data])))
        self._send(data)

    def send_in_pieces(self, data: bytes, size: int = 1) -> None:
        """Send bytes in pieces; the next one goes out when the other side has done with the one before what it can."""
        for start in range(0, len(data), size):
            self.send(data[start : start + size])
            until_quiet()

    def hear(self) -> str | None:
        """Wait for the next message and return it; None if the other side has ended the connection."""
        while b"\n" not in self._heard:
            if not (data := self._received()):
                self.tell(_("sees the end of the connection"))
                return None
            self._heard += data
        line, rest = bytes(self._heard).split(b"\n", 1)
        self._heard[:] = rest
        message = line.decode(errors="backslashreplace")
        self.tell(_("hears {message}", message=_short([message])))
        return message

    def hear_all(self) -> list[str]:
        """Wait for the end of the connection, and return the messages that came before."""
        return list(iter(self.hear, None))

    def hear_bytes(self) -> bytes:
        """Wait for the end of the connection, and return all that came before, message or not."""
        while data := self._received():
            self._heard += data
        return bytes(self._heard)

    def say_no_more(self) -> None:
        """Tell the other side that nothing more will come; one can still listen."""
        self.tell(_("will say no more"))
        self._connection.shutdown(socket.SHUT_WR)

    def leave(self) -> None:
        """Close the connection, as one should."""
        if self.fileno() >= 0:
            self.tell("leaves")
            self._connection.close()

    def tear_off(self) -> None:
        """Leave as a computer does that loses its power: the other side gets an error (ECONNRESET), and not an end."""
        self.tell(_("is torn away"))
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._connection.close()

    def tell(self, what: str) -> None:
        """Print what the guest does."""
        print(f"{self.name} {what}")  # noqa: T201 - a line of the story

    def has_heard(self) -> bool:
        """Return whether something has come that was not heard yet, the end of the connection left out."""
        if self._heard:
            return True
        try:
            return bool(self._connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        except (BlockingIOError, ConnectionError):
            return False

    def fileno(self) -> int:
        """Return the number of the socket, for `select`."""
        return self._connection.fileno()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.leave()

    def _send(self, data: bytes) -> None:
        """Send bytes; if the other side has ended the connection, one learns it when one listens."""
        try:
            self._connection.sendall(data)
        except ConnectionError:
            self.tell(_("cannot send that: the connection has ended"))

    def _received(self) -> bytes:
        try:
            return self._connection.recv(1 << 16)
        except ConnectionError:
            return b""  # the other side has ended it, if not politely


def hears(guest: Guest, *messages: str) -> None:
    """Assert that these are the messages that come next, in this order; wait for them."""
    __tracebackhide__ = True
    for number, expected in enumerate(messages):
        got = guest.hear()
        if got == expected:
            continue
        due = _("{message} is due", message=_short([expected]))
        if number:
            due = _("{message} is due, after {before}", message=_short([expected]), before=_short(messages[:number]))
        if got is None:
            raise AssertionError(_("{guest} saw the end of the connection, and {due}", guest=guest.name, due=due))
        raise AssertionError(_("{guest} got {message}, and {due}", guest=guest.name, message=_short([got]), due=due))


def all_hear(*guests: Guest, think: str) -> None:
    """Wait until a message has come for each of the guests; if nobody moves any more before that, tell who got none.

    :param think: a sentence for that case: what the reader may think about.
    """
    __tracebackhide__ = True
    since: list[object] = []
    while silent := [guest.name for guest in guests if not guest.has_heard()]:
        if at_rest(since):
            got = [
                _("{guest} got {message}", guest=guest.name, message=_short([guest.hear()]))
                for guest in guests
                if guest.name not in silent
            ]
            nothing = _("nothing comes for {guests}", guests=_(" and ").join(silent))
            raise AssertionError(_("; ").join([nothing, *got, _(think)]))


def hears_the_end(guest: Guest) -> None:
    """Assert that nothing more comes but the end of the connection; wait for it."""
    __tracebackhide__ = True
    if (got := guest.hear()) is not None:
        raise AssertionError(
            _("{guest} got {message}, and the end of the connection is due", guest=guest.name, message=_short([got]))
        )


def refuses_connections(address: tuple[str, int]) -> None:
    """Assert that nobody listens at *address*."""
    __tracebackhide__ = True
    try:
        socket.create_connection(address).close()
    except OSError:
        return
    raise AssertionError(
        _("{address}: one can still connect to the port; nobody should listen there", address=address[0])
    )


def first_to_hear(*guests: Guest) -> Guest:
    """Wait until something comes for one of the guests, and return the first of them that has something to hear."""
    ready = select.select(guests, [], [])[0]
    return next(guest for guest in guests if guest in ready)


def listener(backlog: int = 16) -> socket.socket:
    """Return a socket that listens on 127.0.0.1, at a port that the system has picked."""
    return socket.create_server((HOST, 0), backlog=backlog)


def connection(name: str = "client") -> tuple[Guest, socket.socket]:
    """Return the two ends of a new connection: one for the spec, and one for the code under test."""
    with listener() as listening:
        guest = Guest.at(listening.getsockname(), name)
        return guest, listening.accept()[0]


@contextlib.contextmanager
def short_sends(limit: int) -> Iterator[None]:
    """Let `socket.send` take not more than *limit* bytes at a time, and return how many it has taken.

    It may do that anywhere; but Linux only does it where a socket has a timeout, or a signal comes in between.
    """
    # As assignments to a class, these are no errors, if unusual; `sendall` does not go through them.
    plain: Callable[..., int] = socket.socket.send

    def send(self: socket.socket, data: Any, *flags: int) -> int:  # noqa: ANN401 - whatever has a buffer
        with memoryview(data) as view, view.cast("B") as octets:
            return plain(self, octets[:limit], *flags)

    socket.socket.send = send  # type: ignore[method-assign, assignment] # the network's doing, not the program's
    try:
        yield
    finally:
        del socket.socket.send


class LateThreads:
    """Threads that were started and do not begin yet, as may happen on a busy machine.

    :ivar held: the names of those that were held back so far.
    """

    def __init__(self) -> None:
        self.held: list[str] = []
        self._gate = threading.Event()

    def begin(self) -> None:
        """Let all of them begin, and those that are started later, too."""
        if self.held and not self._gate.is_set():
            print(_("only now begins what was started: {names}", names=", ".join(self.held)))  # noqa: T201 - a line of the story
        self._gate.set()

    def wait(self, name: str) -> None:
        """Wait, in a thread that was just started, until it is let begin."""
        self.held.append(name)
        self._gate.wait()


@contextlib.contextmanager
def late_threads() -> Iterator[LateThreads]:
    """Let no thread that is started from now on begin before `begin()` is called.

    It holds for `threading.Thread` and everything on top of it (subclasses, pools, `socketserver`), and for
    `_thread.start_new_thread`. Who starts a thread goes on, as always: `start` says that it is on its way, and no more.
    """
    late = LateThreads()
    start, start_new_thread = threading.Thread.start, _thread.start_new_thread

    def start_late(thread: threading.Thread) -> None:
        run = thread.run

        def run_late() -> None:
            late.wait(thread.name)
            run()

        thread.run = run_late  # type: ignore[method-assign] # what a thread does first is the subject
        start(thread)

    def start_new_thread_late(function: Callable[..., object], *arguments: Any) -> int:  # noqa: ANN401 - handed on
        def function_late(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - handed on
            late.wait(_("a thread"))
            function(*args, **kwargs)

        return start_new_thread(function_late, *arguments)

    threading.Thread.start = start_late  # type: ignore[method-assign, assignment] # taken back below
    vars(_thread)["start_new_thread"] = start_new_thread_late
    try:
        yield late
    finally:
        threading.Thread.start = start  # type: ignore[method-assign] # as it was
        vars(_thread)["start_new_thread"] = start_new_thread
        late.begin()


def _short(messages: Iterable[object]) -> str:
    """Return messages as a list, in which the long ones are cut."""
    texts = [repr(message) for message in messages]
    return ", ".join(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text)})" for text in texts)
