"""pytest's side of the line: who counts, who carries it on, and who shows it.

A spec's process counts and tells its parent, through as many processes as there are between it and the session. Workers
of xdist can only report what xdist knows; so they leave word in a file of their own each, in a folder of the session's,
and a thread of the session, which copies no process then, looks there.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.progress import meter
from plugins.progress.carrying import PROGRESS
from plugins.progress.meter import PROVED, ROUNDS, Told
from plugins.simulation.language import _

if TYPE_CHECKING:
    from plugins.progress.line import Line

#: What a worker is told: where to leave word.
_FOLDER: Final = "kata_progress"
#: Seconds between two looks at what workers left.
_LOOK: Final = 0.5


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Show how far things are, where somebody looks; in a worker, leave word."""
    folder = getattr(config, "workerinput", {}).get(_FOLDER)
    if folder is not None:
        config.pluginmanager.register(Word(Path(folder), config.workerinput["workerid"]), PROGRESS)  # type: ignore[attr-defined] # xdist's
    elif not hasattr(config, "workerinput") and _is_looked_at(config):
        config.pluginmanager.register(Shown(config), PROGRESS)


def _is_looked_at(config: pytest.Config) -> bool:
    """Return whether there is a terminal with somebody before it."""
    reporter = config.pluginmanager.getplugin("terminalreporter")
    if reporter is None or os.environ.get("CI") or os.environ.get("BUILD_NUMBER") or os.environ.get("TERM") == "dumb":
        return False
    file = reporter._tw._file  # noqa: SLF001 - as plugins/report asks its writer
    return bool(file.isatty())


class Word:
    """Leaves word in a file, in a worker."""

    def __init__(self, folder: Path, worker: str) -> None:
        self._file = folder / worker

    def told(self, nodeid: str, far: Told) -> None:
        """Leave word; a session that is gone, and its folder with it, needs none."""
        beside = self._file.with_suffix(".new")
        with contextlib.suppress(OSError):
            beside.write_text(json.dumps([nodeid, far]), encoding="utf-8")
            beside.replace(self._file)


class Shown:
    """Shows how far things are, in the process that has the terminal."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._began = meter.clock()
        self._line: Line | None = None
        self._folder: Path | None = None
        self._looker: threading.Thread | None = None
        self._over = threading.Event()
        #: Of a class: the specs that each submission has left, and how many submissions there are.
        self._left: dict[str, int] = {}
        self._people = 0

    # -- specs -----------------------------------------------------------------------------------------------------

    def told(self, nodeid: str, far: Told) -> None:
        """Show how far a spec is."""
        if not far["what"]:
            self._clear()
        elif self._people:
            self._show_class()
        else:
            self._show(in_words(nodeid, far), far["done"], 0 if far["what"] == PROVED else far["most"])

    # -- submissions -----------------------------------------------------------------------------------------------

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count the specs of each submission."""
        self._count(item.nodeid for item in session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, ids: list[str]) -> None:
        """Count them where workers have collected them."""
        if not self._left:
            self._count(ids)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note that a spec is over."""
        if report.when != "teardown" or not self._people:
            return
        from plugins.submissions.people import person_of

        person = person_of(report.nodeid)
        if person in self._left:
            self._left[person] -= 1
        if meter.clock() - self._began >= meter.LONG:
            self._show_class()

    def _count(self, nodeids: Any) -> None:  # noqa: ANN401 - any iterable of texts
        if getattr(self._config.option, "submissions", None) is None:
            return
        from plugins.submissions.people import person_of

        for nodeid in nodeids:
            if person := person_of(nodeid):
                self._left[person] = self._left.get(person, 0) + 1
        self._people = len(self._left)

    def _show_class(self) -> None:
        done = sum(left <= 0 for left in self._left.values())
        if done == self._people:
            self._clear()
            return
        text = _("{done} of {count} submissions graded", done=done, count=self._people)
        self._show(text, done, self._people)

    # -- workers ---------------------------------------------------------------------------------------------------

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:  # noqa: ANN401 - xdist is published without types for this
        """Tell a worker of this machine where to leave word, and begin to look there."""
        if not node.gateway.spec.popen:
            return
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="katas-progress-"))
            self._looker = threading.Thread(target=self._look, name=PROGRESS, daemon=True)
            self._looker.start()
        node.workerinput[_FOLDER] = str(self._folder)

    def _look(self) -> None:
        while not self._over.wait(_LOOK):
            self.look_once()

    def look_once(self) -> None:
        """Show what the workers have left word of: of several specs, the one that was told of last."""
        words: list[tuple[float, str]] = []
        for file in self._folder.iterdir() if self._folder is not None else ():
            with contextlib.suppress(OSError):
                if file.suffix != ".new":
                    words.append((file.stat().st_mtime, file.read_text(encoding="utf-8")))
        far = [(nodeid, far) for _when, text in sorted(words) for nodeid, far in [json.loads(text)] if far["what"]]
        if far:
            self.told(*far[-1])
        else:
            self._clear()

    # -- the line --------------------------------------------------------------------------------------------------

    def _show(self, text: str, done: int, most: int) -> None:
        if self._line is None:
            # Brings rich along, which a short session does without.
            from plugins.progress.line import Line

            self._line = Line(self._config.get_terminal_writer())
        self._line.show(text, done, most)

    def _clear(self) -> None:
        if self._line is not None:
            self._line.clear()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        """Leave the terminal as it was."""
        self._over.set()
        if self._looker is not None:
            self._looker.join()
        if self._line is not None:
            self._line.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


def in_words(nodeid: str, far: Told) -> str:
    """Return how far a spec is."""
    name = nodeid.rpartition("::")[2]
    done, most = far["done"], far["most"]
    if far["what"] == ROUNDS:
        return _("round {done:,} of {most:,} ({spec})", spec=name, done=done, most=most)
    if far["what"] == PROVED:
        return _("proved so far: {done:,} interleavings ({spec})", spec=name, done=done)
    return _("{done:,} of {most:,} schedules, nothing found yet ({spec})", spec=name, done=done, most=most)
