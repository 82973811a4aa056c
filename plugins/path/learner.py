"""One learner in one session: which katas there are, what is known of each, and where to write to."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from plugins.kata.options import called
from plugins.kata.packs import KATAS, Pack, all_entries
from plugins.kata.store import home
from plugins.kata.verdicts import short
from plugins.path import state
from plugins.path.progress import Progress
from plugins.path.where import Place, places
from plugins.simulation import language

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pytest
    from rich.console import Console

    from plugins.kata.catalogue import KataEntry
    from plugins.path.state import State


class Learner:
    """What the options of the learner's path work on.

    :ivar root: the repository.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self.root = config.rootpath

    @cached_property
    def katas(self) -> Mapping[str, tuple[Pack, KataEntry]]:
        """The katas by name, each with the pack that it comes from, in the order of the catalogues."""
        return all_entries(self.root)

    @cached_property
    def entries(self) -> Mapping[str, KataEntry]:
        """The katas by name, numbered throughout."""
        entries = (entry for _, entry in self.katas.values())
        return {entry.name: replace(entry, order=number) for number, entry in enumerate(entries, start=1)}

    @property
    def called(self) -> str:
        """What the learner types, without arguments."""
        return called()

    @cached_property
    def console(self) -> Console:
        """Standard output: with colours on a terminal, plain elsewhere."""
        from rich.console import Console

        return Console(highlight=False)

    @property
    def arguments(self) -> list[str]:
        """The paths that were given; none if there were none."""
        return list(self._config.option.file_or_dir)

    @property
    def options(self) -> list[str]:
        """All other arguments, as they were given."""
        given = [str(argument) for argument in self._config.invocation_params.args]
        for path in self.arguments:
            given.remove(path)
        return given

    @property
    def reset(self) -> str:
        """What is to be put back."""
        return str(self._config.option.reset)

    def places(self) -> list[Place]:
        """Return the exercises that the arguments name, all if there are no arguments."""
        return self.places_of(self.arguments or [str(self.root / KATAS)])

    def places_of(self, arguments: list[str]) -> list[Place]:
        """Return the exercises that *arguments* name."""
        here = self._config.invocation_params.dir
        return places(arguments, root=self.root, here=here, katas=self.katas)

    def lesson(self, kata: str) -> str:
        """Return where the lesson of a kata is, in the language in use if there is one."""
        folder = self.katas[kata][0].katas / kata
        there_is = folder / f"README.{language.current()}.md"
        return short(there_is if there_is.exists() else folder / "README.md")

    def progress(self) -> Progress:
        """Open the learner's progress; to be closed.

        :raises StoreError: if it cannot be.
        """
        return Progress(home(self.root))

    def states(self, progress: Progress) -> dict[str, dict[str, State]]:
        """Return the state of every exercise, by kata and exercise."""
        return state.states(self.katas, progress.results())

    def state(self, progress: Progress, kata: str, exercise: str) -> State:
        """Return the state of one exercise; "not tried" if no kata of this name has it."""
        results = [one for one in progress.results() if (one.kata, one.exercise) == (kata, exercise)]
        if not results:
            return state.State()
        # Asking all packs takes as long as running a spec, and nearly every kata is one of the repository's.
        pack = Pack("", self.root)
        if not (pack.katas / kata).is_dir():
            if kata not in self.katas:
                return state.State()
            pack = self.katas[kata][0]
        return state.state_of_exercise(pack, kata, exercise, results)
