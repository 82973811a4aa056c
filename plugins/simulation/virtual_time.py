"""The `time` module of the simulation: the real one, with a clock that costs nothing and is always the same.

`time()` starts at a fixed moment, so that a program which prints it prints the same in every run. Computing takes no
time; only a loop that does nothing but look at the clock is taken for what it is, a way to wait, and given some.
"""

from __future__ import annotations

import _thread as real_thread
import errno
import operator
import os
import time as real_time
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from plugins.simulation.machine import Machine

#: 2026-01-01 00:00:00 UTC, where every schedule's wall clock begins; the monotonic clocks begin at 1000.
EPOCH: Final = 1_767_225_600
MONOTONIC_START: Final = 1000
_NANO: Final = 1_000_000_000

#: The longest sleep in seconds; `time.sleep` refuses what nanoseconds in 64 bits cannot hold.
LONGEST: Final = (1 << 63) / _NANO - 1

#: What is another function in the simulation than in the real module.
_CLOCKS: Final = (
    "sleep",
    "time",
    "time_ns",
    "monotonic",
    "monotonic_ns",
    "perf_counter",
    "perf_counter_ns",
    "process_time",
    "process_time_ns",
    "thread_time",
    "thread_time_ns",
    "clock_gettime",
    "clock_gettime_ns",
    "pthread_getcpuclockid",
    "ctime",
    "localtime",
    "gmtime",
    "asctime",
    "strftime",
)

#: Readings of an unmoved clock after which the program is taken to wait for it.
BUSY_AFTER: Final = 1_000
#: Seconds that each further reading then takes, at the least, and the part of what it has waited so already.
BUSY_STEP: Final = 0.001
BUSY_PART: Final = 0.01
#: Seconds in which nobody waits busily for something that comes.
DAY: Final = 86_400


class VirtualTime:
    """The clocks of one machine.

    :ivar module: what `import time` gives inside the simulation.
    """

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._readings = 0
        self._read_at = -1.0
        #: Seconds that the program spent waiting busily, which is all the processor time it uses.
        self._busy = 0.0
        self.module = ModuleType("time", real_time.__doc__)
        self.module.__dict__.update(
            {name: value for name, value in vars(real_time).items() if not name.startswith("__")}
        )
        for name in _CLOCKS:
            if hasattr(real_time, name):
                getattr(VirtualTime, name).__module__ = "time"
                setattr(self.module, name, getattr(self, name))

        for name in ("clock_settime", "clock_settime_ns"):
            if hasattr(real_time, name):
                setattr(self.module, name, _refuse_to_set)

    def reset(self) -> None:
        """Begin a new schedule."""
        self._readings = 0
        self._read_at = -1.0
        self._busy = 0.0

    def sleep(self, *arguments: Any, **options: Any) -> None:
        """Let the calling thread do nothing for a number of seconds; see `time.sleep`."""
        seconds: Any = arguments[0] if len(arguments) == 1 and not options else None
        if type(seconds) is not int and type(seconds) is not float:
            seconds = _as_number(arguments, options)
        if not 0 <= seconds <= LONGEST:
            real_time.sleep(seconds)
        if self._machine.current is not None:
            self._machine.sleep(seconds)

    def _now(self) -> float:
        """Return the seconds since the schedule began; each of the clocks is this one."""
        machine = self._machine
        machine.read_clock()
        now = machine.now
        if now != self._read_at:
            self._read_at = now
            self._readings = 0
            return now
        self._readings += 1
        if self._readings < BUSY_AFTER or machine.current is None or machine.quiet or machine.ending:
            return now
        before = self._readings
        seconds = max(BUSY_STEP, min(self._busy, DAY) * BUSY_PART)
        self._busy += seconds
        machine.sleep(seconds)
        if self._busy < DAY:
            machine.progress_step = machine.steps
        self._read_at, self._readings = machine.now, before
        return machine.now

    def time(self) -> float:
        """Return the seconds since 1970, as `time.time`."""
        return EPOCH + self._now()

    def time_ns(self) -> int:
        """Return the nanoseconds since 1970."""
        return EPOCH * _NANO + round(self._now() * _NANO)

    def monotonic(self) -> float:
        """Return the seconds of a clock that never goes back."""
        return MONOTONIC_START + self._now()

    def monotonic_ns(self) -> int:
        """Return the nanoseconds of that clock."""
        return MONOTONIC_START * _NANO + round(self._now() * _NANO)

    perf_counter = monotonic
    perf_counter_ns = monotonic_ns

    def process_time(self) -> float:
        """Return the seconds of processor time used."""
        self._now()
        return self._busy

    def process_time_ns(self) -> int:
        """Return the nanoseconds of processor time used."""
        return round(self.process_time() * _NANO)

    thread_time = process_time
    thread_time_ns = process_time_ns

    def clock_gettime(self, clock: int, /) -> float:
        """Return the seconds that the clock of the number *clock* shows."""
        return self.clock_gettime_ns(clock) / _NANO

    def clock_gettime_ns(self, clock: int, /) -> int:
        """Return the nanoseconds that the clock of the number *clock* shows."""
        real_time.clock_gettime_ns(clock)
        if clock == real_time.CLOCK_REALTIME:
            return self.time_ns()
        if clock in (real_time.CLOCK_PROCESS_CPUTIME_ID, real_time.CLOCK_THREAD_CPUTIME_ID):
            return self.process_time_ns()
        return self.monotonic_ns()

    def pthread_getcpuclockid(self, thread: int, /) -> int:
        """Return the number of the processor time clock of the thread with the identifier *thread*."""
        del thread  # which the system does not know, and dies of
        return real_time.pthread_getcpuclockid(real_thread.get_ident())

    def ctime(self, seconds: float | None = None, /) -> str:
        """Return a moment, now unless one is given, as text."""
        return real_time.ctime(self.time() if seconds is None else seconds)

    def localtime(self, seconds: float | None = None, /) -> real_time.struct_time:
        """Return a moment, now unless one is given, in local time."""
        return real_time.localtime(self.time() if seconds is None else seconds)

    def gmtime(self, seconds: float | None = None, /) -> real_time.struct_time:
        """Return a moment, now unless one is given, in UTC."""
        return real_time.gmtime(self.time() if seconds is None else seconds)

    def asctime(self, *moment: Any) -> str:
        """Return a moment, now unless one is given, as text."""
        return real_time.asctime(*moment or (self.localtime(),))

    def strftime(self, form: str, *moment: Any) -> str:
        """Return a moment, now unless one is given, as text in the form *form*."""
        return real_time.strftime(form, *moment or (self.localtime(),))


def _refuse_to_set(*_arguments: Any) -> None:
    """Stand for `time.clock_settime`: a program that computes with virtual time must never set the machine's clock."""
    raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def _as_number(arguments: tuple[Any, ...], options: dict[str, Any]) -> float:
    """Return the argument of `time.sleep` as the number it stands for; what is wrong with it, the real one says."""
    if len(arguments) != 1 or options:
        real_time.sleep(*arguments, **options)
    value = arguments[0]
    if isinstance(value, float):
        return float(value)
    if not hasattr(value, "__index__"):
        real_time.sleep(value)
    return operator.index(value)
