"""`datetime` in the simulation: `now` and `today` read the virtual clock, all else is the real one.

`datetime` asks the system for the time in C, past the simulated `time`. The classes that do are replaced by subclasses
in the program's own copy of the module; what is an instance of the real class is one of these too.
"""

from __future__ import annotations

import sys
import warnings
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def let_dates_read(clock: Callable[[], float], module: Any) -> None:
    """Let the classes of *module*, a copy of `datetime`, take the time from *clock* (seconds since 1970)."""
    real_date, real_datetime, utc = module.date, module.datetime, module.timezone.utc

    class date(real_date, metaclass=_StandsFor):  # type: ignore[misc, valid-type]  # noqa: N801 stands in for it
        real = real_date

        @classmethod
        def today(cls) -> Any:
            """Return the current date."""
            return cls.fromtimestamp(clock())

    class datetime(real_datetime, metaclass=_StandsFor):  # type: ignore[misc, valid-type]  # noqa: N801 stands in for it
        real = real_datetime

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            """Return the current time, in local time or in *tz*."""
            return cls.fromtimestamp(clock(), tz)

        @classmethod
        def today(cls) -> Any:
            """Return the current local time."""
            return cls.fromtimestamp(clock())

        @classmethod
        def utcnow(cls) -> Any:
            """Return the current time in UTC, without saying so."""
            if sys.version_info >= (3, 12):
                text = (
                    "datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use "
                    "timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC)."
                )
                warnings.warn(text, DeprecationWarning, stacklevel=2)
            return cls.fromtimestamp(clock(), utc).replace(tzinfo=None)

    for cls in (date, datetime):
        name = cls.__qualname__ = cls.__qualname__.rpartition(".")[2]
        cls.__module__ = "datetime"
        # What C puts before the parentheses of a `repr`.
        type.__dict__["__name__"].__set__(cls, f"datetime.{name}")
        setattr(module, name, cls)


class _StandsFor(type):
    """Of a class that has all instances and subclasses of its attribute `real`."""

    @property
    def __name__(cls) -> str:  # type: ignore[override]  # of `type` it is an attribute
        return cls.__qualname__.rpartition(".")[2]

    def __instancecheck__(cls, instance: Any) -> bool:
        real = vars(cls).get("real")
        return super().__instancecheck__(instance) if real is None else isinstance(instance, real)

    def __subclasscheck__(cls, subclass: type) -> bool:
        real = vars(cls).get("real")
        return super().__subclasscheck__(subclass) if real is None else issubclass(subclass, real)
