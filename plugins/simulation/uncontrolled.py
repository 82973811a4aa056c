"""What blocks or differs outside the simulated machine: refused, or the same everywhere.

Most of it is seen by `World` through audit events; here is what raises none. A call that would really wait (`select`,
reading an empty pipe, waiting for a signal, a lock between processes) would stop the only OS thread there is, and no
simulated thread could ever end the wait. What only depends on the machine (the number of its processors) is fixed, so
that a schedule's token means the same on every machine.
"""

from __future__ import annotations

import os
import select
import signal
import stat
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from plugins.simulation.language import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plugins.simulation.floor import Floor

#: The simulated machine has as many processors: what pools take their default size from.
PROCESSORS: Final = 4

_WAITING: Final = {
    "signal": (
        ("alarm", "setitimer", "pause", "sigwait", "sigwaitinfo", "sigtimedwait", "pthread_kill", "set_wakeup_fd"),
        N_("a signal of the operating system (signal.{})"),
    ),
    "_multiprocessing": (("SemLock",), N_("a lock between processes (multiprocessing, {})")),
}


class Uncontrolled:
    """What one machine's programs get in place of modules and functions that would wait outside it.

    :ivar modules: stand-ins for whole modules, by name.
    """

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._before: list[tuple[Any, str, Any]] = []
        self._handlers: dict[int, Any] = {}
        self.modules: dict[str, ModuleType] = {}
        for name, (functions, words) in _WAITING.items():
            stand_in = _copy_of(name)
            if stand_in is None:
                continue
            for function in functions:
                real = getattr(stand_in, function, None)
                if real is not None:
                    setattr(stand_in, function, self._refusing(real, words, function))
            self.modules[name] = stand_in
        Uncontrolled.set_handler.__name__ = "signal"
        self.modules["signal"].signal = self.set_handler  # type: ignore[attr-defined]  # a copy of the module
        self.modules["signal"].raise_signal = floor.raise_signal  # type: ignore[attr-defined]  # as above

    def _refusing(self, real: Callable[..., Any], words: str, function: str) -> Callable[..., Any]:
        machine = self._floor.machine

        def refuse(*arguments: Any, **options: Any) -> Any:
            # `selectors`, for one, makes an object of each kind while it is imported, to see which of them work.
            if machine.current is None or machine.ending or self._floor.importing:
                return real(*arguments, **options)
            return self._floor.refuse(words, function)

        for name in dir(real):
            if not name.startswith("__"):
                # A class's constants, which other modules read while they are loaded.
                setattr(refuse, name, getattr(real, name))
        return refuse

    # -- the process's own functions -------------------------------------------------------------------------------

    def swap_in(self) -> None:
        """Put the stand-ins into `os`."""
        for name, stand_in in self._stand_ins():
            if hasattr(os, name):
                self._before.append((os, name, getattr(os, name)))
                setattr(os, name, stand_in)

    def swap_out(self) -> None:
        """Put the real functions back."""
        while self._before:
            owner, name, value = self._before.pop()
            setattr(owner, name, value)
        self.reset()

    def _stand_ins(self) -> Iterator[tuple[str, Callable[..., Any]]]:
        yield "read", self._reading(os.read, "read")
        if hasattr(os, "readv"):
            yield "readv", self._reading(os.readv, "readv")
        for name in ("cpu_count", "process_cpu_count"):
            yield name, _processors

    def _reading(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def read(descriptor: int, /, *arguments: Any) -> Any:
            machine = self._floor.machine
            if machine.current is not None and not machine.ending and _would_wait(descriptor):
                self._floor.refuse(N_("a pipe or terminal that has nothing to read yet (os.{})"), name)
            return real(descriptor, *arguments)

        return read

    # -- signals ---------------------------------------------------------------------------------------------------

    def set_handler(self, signalnum: int, handler: Any, /) -> Any:
        """Set a signal's handler until the schedule is over, as `signal.signal`."""
        machine = self._floor.machine
        if machine.current is not None and machine.current is not machine.main:
            msg = "signal only works in main thread of the main interpreter"
            raise ValueError(msg)
        before = signal.signal(signalnum, handler)
        if machine.current is not None:
            self._handlers.setdefault(signalnum, before)
        return before

    def reset(self) -> None:
        """Put the signal handlers back that the last schedule changed."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()


def _copy_of(name: str) -> ModuleType | None:
    """Return a new module with all that the real module *name* has, or None where there is none."""
    try:
        real = __import__(name)
    except ImportError:
        return None
    copy = ModuleType(name, real.__doc__)
    copy.__dict__.update({key: value for key, value in vars(real).items() if key != "__name__"})
    return copy


def _processors() -> int:
    """Return the number of processors of the simulated machine."""
    return PROCESSORS


def _would_wait(descriptor: int) -> bool:
    """Return whether reading from *descriptor* would wait for somebody to write."""
    try:
        mode = os.fstat(descriptor).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode) or stat.S_ISSOCK(mode)):
            return False
        if not os.get_blocking(descriptor):
            return False
        return not select.select([descriptor], [], [], 0)[0]
    except (OSError, ValueError, TypeError):
        # The real call says what is wrong with it.
        return False
