"""`--watch`: runs the specs of what was saved, again and again, until Ctrl-C.

watchfiles tells what changed; each run is a pytest of its own, so whatever a solution does, the watching goes on. A
save during a run ends that run and begins the next. Ctrl-C ends a run that is going on; where none is, the watching.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchfiles import watch as changes_below

from plugins.kata.packs import KATAS
from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import FrameType

    from rich.console import Console

    from plugins.path.where import Place

#: Milliseconds without a change after which a save counts as complete, and the most that is waited for that.
_QUIET: Final = 20
_LONGEST: Final = 100
#: Milliseconds between two looks at whether the run has ended.
_LOOK: Final = 50
#: Seconds that a run which is no longer wanted may take to end in its own way.
_GOODBYE: Final = 5.0


def specs_for(changed: Iterable[str], watched: Sequence[Place]) -> list[Place]:
    """Return the exercises whose specs are to be run, in the order of *watched*.

    A stub or a spec that was saved or deleted stands for its exercise; another module of a kata, which solutions may
    import, for all exercises of that kata. Other files, and kept ones with a date in their name, stand for none.

    :param changed: absolute paths.
    """
    files = [file for file in map(Path, changed) if file.suffix == ".py" and "-" not in file.stem]
    chosen = []
    for place in watched:
        here = {file.stem.removeprefix("test_") for file in files if file.parent == place.own.parent}
        beside = here - {spec.stem.removeprefix("test_") for spec in place.own.parent.glob("test_*.py")}
        if place.exercise in here or beside:
            chosen.append(place)
    return chosen


class Watch:
    """One watching.

    :param root: where the runs are run.
    :param command: the command of a run, without specs.
    :param watched: the exercises that are looked at.
    """

    def __init__(self, console: Console, root: Path, command: Sequence[str], watched: Sequence[Place]) -> None:
        self._console = console
        self._command = list(command)
        self._watched = watched
        self._root = root
        self._run: subprocess.Popen[bytes] | None = None
        self._interrupted = False

    def until_interrupted(self) -> None:
        """Run everything that is watched once, then what is saved, until Ctrl-C comes while no run is going on."""
        before = signal.signal(signal.SIGINT, self._note_interrupt)
        try:
            self._begin(self._all())
            for changed in changes_below(
                *{place.root / KATAS for place in self._watched},
                watch_filter=None,
                debounce=_LONGEST,
                step=_QUIET,
                rust_timeout=_LOOK,
                yield_on_timeout=True,
                raise_interrupt=False,
            ):
                if self._ended_by_interrupt():
                    return
                if chosen := specs_for((path for _kind, path in changed), self._watched):
                    self._begin(chosen)
                elif self._run is not None and self._run.poll() is not None:
                    self._end()
        finally:
            signal.signal(signal.SIGINT, before)
            self._stop()
            self._console.print()
            self._console.print(_("No longer watching."), style="dim")

    def _all(self) -> list[Place]:
        return [place for place in self._watched if place.spec.exists()]

    def _note_interrupt(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the signature of a handler
        self._interrupted = True

    def _ended_by_interrupt(self) -> bool:
        """Whether Ctrl-C was meant for the watching; if a run is going on, it is meant for that."""
        if not self._interrupted:
            return False
        self._interrupted = False
        if self._run is None:
            return True
        # The terminal has sent it to the run as well.
        self._stop()
        self._say_watching()
        return False

    def _begin(self, chosen: Sequence[Place]) -> None:
        self._stop()
        if self._console.is_terminal:
            self._console.clear()
        else:
            self._console.rule(_("saved"))
        if not chosen:
            self._say_watching()
            return
        # Nothing that is left of this pytest's output may come after what the run prints.
        sys.stdout.flush()
        specs = [place.spec_from(self._root) for place in chosen]
        self._run = subprocess.Popen([*self._command, *specs], cwd=self._root, stdin=subprocess.DEVNULL)

    def _end(self) -> None:
        self._run = None
        self._say_watching()

    def _say_watching(self) -> None:
        katas = list(dict.fromkeys(place.kata for place in self._watched))
        what = f"{KATAS}/{katas[0]}" if len(katas) == 1 else KATAS
        self._console.print(_("Watching {what}: save a file to run its specs, Ctrl-C to end.", what=what), style="dim")

    def _stop(self) -> None:
        """End a run that is going on."""
        run, self._run = self._run, None
        if run is None:
            return
        if run.poll() is None:
            run.send_signal(signal.SIGINT)
        try:
            run.wait(_GOODBYE)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
