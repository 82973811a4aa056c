"""Turns: who drives, who navigates, and until when.

A turn begins with the first run in it and lasts as long as was agreed. The first run after its end begins the next one,
so a break costs nobody his turn. Nothing here reads a clock: moments are handed in, as seconds since the epoch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from plugins.simulation.language import _

#: Seconds that a turn lasts where nobody says otherwise.
DEFAULT_LENGTH: Final = 420.0
_LENGTH: Final = re.compile(r"(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m)?(?:(?P<s>\d+)s)?|(?P<plain>\d+)")
_LONGEST: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn.

    :ivar number: from 1.
    :ivar people: all who take turns, in their order; it may be nobody.
    :ivar began: when, in seconds since the epoch.
    :ivar length: seconds.
    """

    number: int
    people: tuple[str, ...]
    began: float
    length: float

    @property
    def driver(self) -> str:
        """Who has the keyboard; "" where nobody said who is there."""
        return self.people[(self.number - 1) % len(self.people)] if self.people else ""

    @property
    def navigator(self) -> str:
        """Who says where to go, and drives next; "" where there are not two."""
        return self.people[self.number % len(self.people)] if len(self.people) > 1 else ""

    def left(self, now: float) -> float:
        """Return the seconds that are left at *now*; none or fewer when it is over."""
        return self.began + self.length - now

    def following(self, now: float) -> Turn:
        """Return the turn that begins at *now*."""
        return Turn(self.number + 1, self.people, now, self.length)


def parse_length(text: str) -> float:
    """Return the seconds in "7m", "90s", "1h30m", or "7", which are minutes.

    :raises ValueError: if it is none of these, or nothing, or over a day.
    """
    found = _LENGTH.fullmatch(text.strip())
    seconds = 0
    if found is not None:
        parts = {name: int(value) for name, value in found.groupdict().items() if value is not None}
        seconds = 60 * parts.get("plain", 0) + 3600 * parts.get("h", 0) + 60 * parts.get("m", 0) + parts.get("s", 0)
    if not 0 < seconds <= _LONGEST:
        msg = _("{text!r} is no length of a turn; give one such as 7m, 90s or 1h30m", text=text)
        raise ValueError(msg)
    return float(seconds)


def in_minutes(seconds: float) -> str:
    """Return *seconds* as "4:05"."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    return f"{minutes}:{rest:02}"
