"""Whether a process tree is stuck for certain: every task sleeps in a call without a timeout, and none has moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from plugins.real import kernel

if TYPE_CHECKING:
    from plugins.real.records import OpenFile


@dataclass(slots=True)
class Snapshot:
    """The processes of a run at one moment.

    :ivar processes: what the kernel says of each, by number.
    """

    processes: dict[int, kernel.Stat] = field(default_factory=dict)


class Looks:
    """Compares one look with the one before."""

    def __init__(self, supervisor: int, root: int, others: frozenset[int]) -> None:
        self._supervisor = supervisor
        self._root = root
        self._others = others

    def stuck(self, family: dict[int, kernel.Stat], noted: list[dict[str, Any]]) -> bool:
        """Whether nobody in *family* can ever go on."""
        del family, noted
        return False

    def snapshot(self, stacks: OpenFile, answers: OpenFile, *, ask: bool) -> Snapshot:
        """Return the processes as they are now."""
        del stacks, answers, ask
        family = kernel.descendants(self._supervisor, self._others)
        return Snapshot({pid: one for pid in family if (one := kernel.stat(pid)) is not None})
