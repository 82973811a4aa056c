"""The module `select` of the simulated network: waiting for any of some sockets.

`selectors` and so `socketserver` are Python code on top of it. Only what the network has can be watched; a real file or
pipe would stop the only OS thread there is.
"""

from __future__ import annotations

import errno
import math
import select as real
from types import MethodType, ModuleType
from typing import TYPE_CHECKING, Any, Final, Self

from plugins.simulation.language import N_, _, ngettext
from plugins.simulation.network import order
from plugins.simulation.network.calls import FIRST_DESCRIPTOR, Call, Network
from plugins.simulation.network.files import OpenFile, failed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plugins.simulation.network.wire import Resource
    from plugins.simulation.operations import Operation

#: Of `select.poll`, which not every system has; the numbers are those of Linux.
POLLIN: Final = getattr(real, "POLLIN", 0x001)
POLLOUT: Final = getattr(real, "POLLOUT", 0x004)
POLLERR: Final = getattr(real, "POLLERR", 0x008)
POLLHUP: Final = getattr(real, "POLLHUP", 0x010)
POLLNVAL: Final = getattr(real, "POLLNVAL", 0x020)
POLLRDHUP: Final = getattr(real, "POLLRDHUP", 0x2000)

#: (socket, side): what is watched.
_Watched = tuple[OpenFile, str]
#: What only other systems have.
_NOT_HERE: Final = ("kqueue", "kevent", "devpoll")


class Polling:
    """Waits for sockets of one network."""

    def __init__(self, network: Network) -> None:
        self._network = network

    # -- one wait --------------------------------------------------------------------------------------------------

    def wait(self, watched: list[_Watched], timeout: float | None) -> None:
        """Wait until one of *watched* is ready, *timeout* seconds at most."""
        network = self._network
        if not network.floor.has_network and network.me is not None:
            network.floor.refuse(N_("a wait for files or sockets (select)"))
        if not watched and network.me is not None:
            if timeout is not None:
                network.machine.sleep(timeout)
                return
            network.floor.refuse(N_("a wait that nothing can end (select without sockets)"))
        resources: dict[Resource, None] = {}
        for opened, side in watched:
            if (resource := _resource(opened, side)) is not None:
                resources[resource] = None
        call = Call(
            "select",
            list(resources),
            lambda: any(is_ready(opened, side) for opened, side in watched),
            lambda call: _footprint(call, watched),
            wanted=tuple(
                (order.WANT, resource, side)
                for opened, side in watched
                if (resource := _resource(opened, side)) is not None
            ),
            timeout=timeout,
            socket=None,
        )
        network.perform(call)
        ready = [opened for opened, side in watched if is_ready(opened, side)]
        if ready:
            network.tell(_sees(list(dict.fromkeys(_name(opened) for opened in ready))), watched)

    def find(self, descriptor: int) -> OpenFile | None:
        """Return the open socket of *descriptor*; None if it has been closed.

        :raises Unsupported: if it is none of this network's.
        """
        found = self._network.files.get(descriptor)
        if found is None and descriptor < FIRST_DESCRIPTOR:
            self._network.floor.refuse(N_("a wait for files or pipes (select)"))
        return found

    @property
    def is_outside(self) -> bool:
        """Whether it is not the program that asks, so that what is real may be waited for."""
        machine = self._network.machine
        return machine.current is None or machine.ending or bool(self._network.floor.importing)

    # -- select ----------------------------------------------------------------------------------------------------

    def select(
        self, rlist: Any, wlist: Any, xlist: Any, timeout: Any = None, /
    ) -> tuple[list[Any], list[Any], list[Any]]:
        """Wait as `select.select`."""
        reads, writes, errors = (list(items) for items in (rlist, wlist, xlist))
        if self.is_outside and not any(_number(one) in self._network.files for one in (*reads, *writes, *errors)):
            return real.select(rlist, wlist, xlist, timeout)
        if timeout is not None:
            timeout = _patience(timeout)
            if timeout < 0:
                msg = "timeout must be non-negative"
                raise ValueError(msg)
        watched: list[_Watched] = []
        for items, side in ((reads, order.INPUT), (writes, order.OUTPUT), (errors, "")):
            for item in items:
                opened = self.find(_number(item))
                if opened is None:
                    raise failed(errno.EBADF)
                if side:
                    watched.append((opened, side))
        self.wait(watched, timeout)

        def ready(items: Iterable[Any], side: str) -> list[Any]:
            files = self._network.files
            return [one for one in items if (opened := files.get(_number(one))) is not None and is_ready(opened, side)]

        return ready(reads, order.INPUT), ready(writes, order.OUTPUT), []


class Poll:
    """Watches some sockets, as `select.poll` and `select.epoll` do."""

    def __init__(self, polling: Polling) -> None:
        self._polling = polling
        self._events: dict[int, int] = {}

    def _ready(self, timeout: float | None) -> list[tuple[int, int]]:
        """Wait until something is ready; return (descriptor, events)."""
        if self._polling.is_outside and not any(fd in self._polling._network.files for fd in self._events):
            poll = real.poll()
            for descriptor, events in self._events.items():
                poll.register(descriptor, events)
            return poll.poll(None if timeout is None else math.ceil(timeout * 1000))
        watched: list[_Watched] = []
        for descriptor, events in self._events.items():
            opened = self._polling.find(descriptor)
            if opened is None:
                if not self._forgets_closed:
                    timeout = 0
                continue
            # Hanging up and errors are told whatever was asked for, and are seen as input.
            if events & POLLIN or not events & POLLOUT:
                watched.append((opened, order.INPUT))
            if events & POLLOUT:
                watched.append((opened, order.OUTPUT))
        self._polling.wait(watched, timeout)
        return list(self._found())

    _forgets_closed = False

    def _found(self) -> Iterable[tuple[int, int]]:
        for descriptor, wanted in list(self._events.items()):
            opened = self._polling._network.files.get(descriptor)
            if opened is None:
                if not self._forgets_closed:
                    yield descriptor, POLLNVAL
                continue
            events = _events_of(opened) & (wanted | POLLERR | POLLHUP)
            if events:
                yield descriptor, events


class PollObject(Poll):
    """What `select.poll()` gives."""

    def register(self, fd: Any, eventmask: int = POLLIN | getattr(real, "POLLPRI", 2) | POLLOUT, /) -> None:
        """Watch *fd*."""
        self._events[_number(fd)] = eventmask

    def modify(self, fd: Any, eventmask: int, /) -> None:
        """Watch *fd* for something else."""
        if _number(fd) not in self._events:
            raise failed(errno.ENOENT)
        self._events[_number(fd)] = eventmask

    def unregister(self, fd: Any, /) -> None:
        """Watch *fd* no longer."""
        del self._events[_number(fd)]

    def poll(self, timeout: Any = None, /) -> list[tuple[int, int]]:
        """Wait until something is ready, *timeout* milliseconds at most."""
        seconds = None if timeout is None or timeout < 0 else _patience(timeout) / 1000
        return self._ready(seconds)


class EpollObject(Poll):
    """What `select.epoll()` gives; all is told as long as it lasts, whatever the flags say."""

    _forgets_closed = True

    def __init__(self, polling: Polling, sizehint: int = -1, flags: int = 0) -> None:
        del sizehint, flags
        super().__init__(polling)
        self.closed = False

    def _check(self) -> None:
        if self.closed:
            msg = "I/O operation on closed epoll object"
            raise ValueError(msg)

    def _number(self, fd: Any) -> int:
        self._check()
        number = _number(fd)
        if number >= FIRST_DESCRIPTOR and number not in self._polling._network.files:
            self._events.pop(number, None)
            raise failed(errno.EBADF)
        return number

    def register(self, fd: Any, eventmask: int = POLLIN | getattr(real, "POLLPRI", 2) | POLLOUT) -> None:
        """Watch *fd*."""
        number = self._number(fd)
        if number in self._events:
            raise failed(errno.EEXIST)
        self._events[number] = eventmask

    def modify(self, fd: Any, eventmask: int) -> None:
        """Watch *fd* for something else."""
        number = self._number(fd)
        if number not in self._events:
            raise failed(errno.ENOENT)
        self._events[number] = eventmask

    def unregister(self, fd: Any) -> None:
        """Watch *fd* no longer."""
        number = self._number(fd)
        if number not in self._events:
            raise failed(errno.ENOENT)
        del self._events[number]

    def poll(self, timeout: Any = None, maxevents: int = -1) -> list[tuple[int, int]]:
        """Wait until something is ready, *timeout* seconds at most."""
        self._check()
        seconds = None if timeout is None or timeout < 0 else _patience(timeout)
        found = self._ready(seconds)
        return found if maxevents < 0 else found[:maxevents]

    def fileno(self) -> int:
        """Return a number that nothing else has."""
        self._check()
        return FIRST_DESCRIPTOR - 1

    def close(self) -> None:
        """Watch nothing any more."""
        self.closed = True
        self._events.clear()

    def __enter__(self) -> Self:
        self._check()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def make_module(network: Network) -> ModuleType:
    """Return what `import select` gives in the programs that *network* belongs to."""
    polling = Polling(network)
    module = ModuleType("select", real.__doc__)
    module.__dict__.update({name: value for name, value in vars(real).items() if not name.startswith("__")})
    for name in _NOT_HERE:
        module.__dict__.pop(name, None)
    module.__dict__.update(select=polling.select)
    if hasattr(real, "poll"):
        # Bound methods: as what C has, they stay what they are when a class has them as attributes (`selectors` does).
        module.__dict__.update(poll=MethodType(PollObject, polling))
    if hasattr(real, "epoll"):
        module.__dict__.update(epoll=MethodType(EpollObject, polling))
    return module


def is_ready(opened: OpenFile, side: str) -> bool:
    """Return whether receiving (or accepting), or sending, would not wait."""
    end, listener = opened.end, opened.listener
    if listener is not None:
        return side == order.INPUT and (bool(listener.waiting) or listener.over)
    if end is None:
        return bool(side)
    return end.has_input if side == order.INPUT else end.takes_output


def _events_of(opened: OpenFile) -> int:
    events = POLLIN if is_ready(opened, order.INPUT) else 0
    events |= POLLOUT if is_ready(opened, order.OUTPUT) else 0
    end, listener = opened.end, opened.listener
    if listener is not None:
        return events | (POLLHUP if listener.over else 0)
    if end is None:
        return (events & ~POLLIN) | POLLHUP
    if end.error:
        events |= POLLERR
    if end.over:
        events |= POLLHUP
    return events | (POLLRDHUP if end.incoming.finished else 0)


def _resource(opened: OpenFile, side: str) -> Resource | None:
    if opened.listener is not None:
        return opened.listener if side == order.INPUT else None
    if opened.end is None:
        return None
    return opened.end.incoming if side == order.INPUT else opened.end.outgoing


def _footprint(call: Call, watched: list[_Watched]) -> tuple[Operation, ...]:
    ready = [is_ready(opened, side) for opened, side in watched]
    count = sum(ready)
    operations: list[Operation] = []
    for (opened, side), now in zip(watched, ready, strict=True):
        resource = _resource(opened, side)
        if resource is not None:
            operations.append((order.WATCH, resource, order.Watched(side, now, count > now, call.blocking)))
    return tuple(operations)


def _name(opened: OpenFile) -> str:
    if opened.listener is not None:
        return _("a client") if opened.listener.waiting else _("the listener")
    return _("a socket") if opened.end is None else _("the connection with {other}", other=opened.end.other)


def _sees(names: list[str]) -> str:
    return ngettext(
        "sees that {names} is ready", "sees that {names} are ready", len(names), names=_(" and ").join(names)
    )


def _number(fd: Any) -> int:
    """Return the descriptor of *fd*, complaining as `select` does."""
    if isinstance(fd, int):
        number = fd
    else:
        ask = getattr(fd, "fileno", None)
        if ask is None:
            msg = "argument must be an int, or have a fileno() method"
            raise TypeError(msg)
        number = ask()
        if not isinstance(number, int):
            msg = "fileno() returned a non-integer"
            raise TypeError(msg)
    if number < 0:
        msg = f"file descriptor cannot be a negative integer ({number})"
        raise ValueError(msg)
    return number


def _patience(timeout: Any) -> float:
    if not isinstance(timeout, int | float):
        msg = "timeout must be a float or None"
        raise TypeError(msg)
    return float(timeout)
