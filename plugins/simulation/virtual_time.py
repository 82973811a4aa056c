"""The `time` module of the simulation: the real one, with a clock that costs nothing and is always the same.

`time()` starts at a fixed moment, so that a program which prints it prints the same in every run.
"""

from __future__ import annotations

import time as real_time
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from plugins.simulation.machine import Machine

#: 2026-01-01 00:00:00 UTC, where every schedule's wall clock begins; the monotonic clocks begin at 1000.
EPOCH: Final = 1_767_225_600.0
MONOTONIC_START: Final = 1000.0
_NANO: Final = 1_000_000_000


def make_time_module(machine: Machine) -> ModuleType:
    """Return a module like `time` that reads and moves *machine*'s clock."""
    module = ModuleType("time", real_time.__doc__)
    module.__dict__.update({name: value for name, value in vars(real_time).items() if not name.startswith("__")})

    def sleep(seconds: float, /) -> None:
        if not isinstance(seconds, (int, float)):
            seconds = _as_number(seconds)
        if seconds != seconds:  # noqa: PLR0124 not a number
            msg = "Invalid value NaN (not a number)"
            raise ValueError(msg)
        if seconds < 0:
            msg = "sleep length must be non-negative"
            raise ValueError(msg)
        if machine.current is not None:
            machine.sleep(seconds)

    def time() -> float:
        return EPOCH + machine.now

    def time_ns() -> int:
        return int(EPOCH) * _NANO + round(machine.now * _NANO)

    def monotonic() -> float:
        return MONOTONIC_START + machine.now

    def monotonic_ns() -> int:
        return int(MONOTONIC_START) * _NANO + round(machine.now * _NANO)

    def ctime(seconds: float | None = None, /) -> str:
        return real_time.ctime(time() if seconds is None else seconds)

    def localtime(seconds: float | None = None, /) -> real_time.struct_time:
        return real_time.localtime(time() if seconds is None else seconds)

    def gmtime(seconds: float | None = None, /) -> real_time.struct_time:
        return real_time.gmtime(time() if seconds is None else seconds)

    def asctime(moment: Any = None, /) -> str:
        return real_time.asctime(localtime() if moment is None else moment)

    def strftime(form: str, moment: Any = None, /) -> str:
        return real_time.strftime(form, localtime() if moment is None else moment)

    functions = (sleep, time, time_ns, monotonic, monotonic_ns, ctime, localtime, gmtime, asctime, strftime)
    module.__dict__.update({function.__name__: function for function in functions})
    for name, like in (("perf_counter", monotonic), ("perf_counter_ns", monotonic_ns)):
        setattr(module, name, like)
    return module


def _as_number(value: Any) -> float:
    """Return *value* as `time.sleep` understands it: by `__index__` or `__float__`."""
    if hasattr(value, "__index__"):
        return value.__index__()  # type: ignore[no-any-return]
    if hasattr(value, "__float__"):
        return float(value)
    msg = f"'{type(value).__name__}' object cannot be interpreted as an integer"
    raise TypeError(msg)
