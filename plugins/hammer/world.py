"""The surroundings of programs on the real machine: those of the simulation, on a floor of real threads."""

from __future__ import annotations

import os
from _thread import get_ident
from typing import TYPE_CHECKING, Any, Final

from plugins.hammer.locks import make_lock_type
from plugins.hammer.machine import RealMachine
from plugins.hammer.threads import RealThread
from plugins.simulation.floor import Floor
from plugins.simulation.library import Library
from plugins.simulation.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from plugins.simulation.simthread import SimThread

_OWN_FOLDER: Final = os.path.dirname(os.path.abspath(__file__))


class RealFloor(Floor):
    """The primitives of one real machine; what starts, locks and waits is real, the rest is the simulation's."""

    has_network = False

    def __init__(self, machine: RealMachine) -> None:
        self._real = machine
        super().__init__(machine)

    def _make_lock_type(self) -> tuple[type, Callable[[], Any]]:
        return make_lock_type(self._real)

    def _start(self, *arguments: Any, **options: Any) -> SimThread:
        # Before all else: what cannot be started must leave no trace in `threading`.
        worker = self._real.hire()
        try:
            thread = super()._start(*arguments, **options)
        except BaseException:
            self._real.idle.append(worker)
            raise
        assert isinstance(thread, RealThread)
        # After all else: it must not run before `threading` knows it.
        worker.begin(thread)
        return thread


class RealWorld(World):
    """The surroundings of programs on real threads in this process; see `World`.

    :ivar real: the machine.
    """

    def __init__(
        self,
        *,
        rewrite_roots: Iterable[Path | str] = (),
        rewrite_names: Iterable[str] = (),
        hidden_roots: Iterable[Path | str] = (),
    ) -> None:
        self.real = RealMachine()
        super().__init__(
            rewrite_roots=rewrite_roots,
            rewrite_names=rewrite_names,
            hidden_roots=[_OWN_FOLDER, *hidden_roots],
            library=Library(self.real, RealFloor(self.real)),
        )

    def guard(self, event: str) -> None:
        """Refuse what the program asks for and this machine does not control; a thread of the machine's own is none."""
        if get_ident() not in self.real.hiring:
            super().guard(event)
