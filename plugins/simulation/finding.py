"""What a finder of deadlocks returns."""

from __future__ import annotations

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
