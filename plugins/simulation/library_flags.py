"""What the library's classes let a program look at without a lock: `Event.is_set`, `Barrier.n_waiting` and so on.

Their own code reads and writes these under a lock, but for these looks. A look is an operation, so that others can go
on before it; and a systematic strategy is told of both, since the order of looking and changing matters.

Compared with `Lib/threading.py`, `Lib/queue.py` and `Lib/socketserver.py` of CPython 3.11.7, 3.12.1 and 3.13.0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plugins.simulation.language import _
from plugins.simulation.operations import READ, WRITE
from plugins.simulation.simthread import merge

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.simulation.machine import Machine


def let_flags_be_seen(machine: Machine, threading: Any) -> None:
    """Make what `threading` shows without a lock visible."""
    event, barrier = threading.Event, threading.Barrier
    _tell_of_changes(machine, event, "_flag")
    event.is_set = _handing_over(machine, _after_look(machine, event.is_set))
    for name in ("_state", "_count"):
        _tell_of_changes(machine, barrier, name)
    for name in ("n_waiting", "broken"):
        setattr(barrier, name, property(_after_look(machine, vars(barrier)[name].fget)))
    for name in ("active_count", "enumerate"):
        looks = _("what threading.{name} looks at", name=name)
        setattr(threading, name, _unseen(machine, getattr(threading, name), looks))


def let_queues_be_seen(machine: Machine, queue: Any) -> None:
    """Make what `queue.SimpleQueue`, the one written in Python, does without a lock visible."""
    simple = queue.SimpleQueue
    plain = simple.put

    def put(self: Any, item: Any, block: bool = True, timeout: float | None = None) -> None:
        machine.note((WRITE, self, None))
        plain(self, item, block, timeout)

    _dress(put, plain)
    simple.put = put
    for name in ("qsize", "empty"):
        setattr(simple, name, _unseen(machine, getattr(simple, name), _("what SimpleQueue.{name} looks at", name=name)))


def let_servers_be_seen(machine: Machine, socketserver: Any) -> None:
    """Make visible what `BaseServer.shutdown` writes and `serve_forever` reads."""
    server = socketserver.BaseServer
    name = "_BaseServer__shutdown_request"

    def get(self: Any) -> Any:
        if machine.current is not None:
            machine.point((READ, self, name))
        return self.__dict__.get(name, False)

    def change(self: Any, value: Any) -> None:
        machine.note((WRITE, self, name))
        self.__dict__[name] = value

    setattr(server, name, property(get, change))


def _tell_of_changes(machine: Machine, cls: Any, name: str) -> None:
    """Let each change of the attribute *name* of a *cls*, but for its first, be known to systematic strategies."""

    def get(self: Any) -> Any:
        return self.__dict__[name]

    def change(self: Any, value: Any) -> None:
        if name in self.__dict__:
            machine.note((WRITE, self, None))
        self.__dict__[name] = value

    setattr(cls, name, property(get, change))


def _after_look(machine: Machine, plain: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return *plain* with a choice before it."""

    def look(self: Any) -> Any:
        if machine.current is not None:
            machine.point((READ, self, None))
        return plain(self)

    _dress(look, plain)
    return look


def _handing_over(machine: Machine, plain: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return *plain*, which looks at an Event: who sees that it is set knows what was before, as if it had waited."""

    def look(self: Any) -> Any:
        is_set = plain(self)
        me = machine.current
        if is_set and me is not None:
            lock = self._cond._lock
            holder = lock.holder
            if holder is not None and holder is not me:
                merge(me.clock, holder.clock)
                holder.clock[holder.index] += 1
            elif lock.clock is not None:
                merge(me.clock, lock.clock)
        return is_set

    _dress(look, plain)
    return look


def _unseen(machine: Machine, plain: Callable[..., Any], sentence: str) -> Callable[..., Any]:
    """Return *plain*; what it answers depends on others in a way that no strategy knows of."""

    def look(*arguments: Any) -> Any:
        machine.unseen[sentence] = None
        if machine.current is not None:
            machine.point()
        return plain(*arguments)

    _dress(look, plain)
    return look


def _dress(function: Any, plain: Any) -> None:
    for name in ("__name__", "__qualname__", "__doc__", "__module__"):
        setattr(function, name, getattr(plain, name))
