"""The default: samples of different kinds in turn, since each finds some bugs soon that the others find late.

Which, and in which order, was chosen by measuring on the gallery and on a collection of small bugs: `python -m
benchmarks strategies`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.simulation.pct import PctStrategy
from plugins.simulation.pos import PosStrategy
from plugins.simulation.strategies import BaseStrategy, RandomStrategy

if TYPE_CHECKING:
    from plugins.simulation.machine import Chooser, Machine

#: What is taken in turn.
TURNS: Final = ("random", "pct", "pos", "pct")


class MixStrategy(BaseStrategy):
    """Samples schedules in several ways in turn."""

    name = "mix"

    def __init__(self, seed: int, machine: Machine) -> None:
        super().__init__(seed)
        self._machine = machine
        self._kinds: dict[str, RandomStrategy | PctStrategy | PosStrategy] = {
            "random": RandomStrategy(seed),
            "pct": PctStrategy(seed, machine),
            "pos": PosStrategy(seed, machine),
        }

    def _kind(self, schedule: int) -> RandomStrategy | PctStrategy | PosStrategy:
        kind = self._kinds[TURNS[schedule % len(TURNS)]]
        self._machine.keeps_operations = kind.operations
        return kind

    def chooser(self, schedule: int) -> Chooser:
        """Return the chooser of schedule number *schedule*."""
        return self._kind(schedule).chooser(schedule)

    def numbers(self, schedule: int) -> tuple[int, ...]:
        """Return what the kind of sample whose turn it is needs."""
        return self._kind(schedule).numbers(schedule)

    def again(self, numbers: tuple[int, ...]) -> Chooser | None:
        """Return the chooser of that schedule."""
        return self._kind(numbers[0]).again(numbers)
