"""What a finder of deadlocks returns, and the words that finders share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.simulation.autopsy import Waiting
    from plugins.simulation.recorder import Event


@dataclass
class Finding:
    """What a deadlock comes from.

    :ivar headline: the sentence.
    :ivar rule: what to think about.
    :ivar facts: further sentences, before those of the blocked threads.
    :ivar event: where it went wrong, if that is one event.
    :ivar first: the threads that the headline is about.
    """

    headline: str
    rule: str
    facts: list[str] = field(default_factory=list)
    event: Event | None = None
    first: list[Waiting] = field(default_factory=list)


def join_words(names: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(names) < 2:  # noqa: PLR2004 nothing to join
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]
