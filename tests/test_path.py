"""The learner's path: the list with progress, hints, the comparison, putting a stub back.

Each test writes a small repository of katas and runs real sessions of pytest in it.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from plugins.kata.catalogue import CatalogueError, read, text_in
from plugins.kata.packs import all_entries
from plugins.kata.store import StoreError
from plugins.path.progress import REAL_THREADS, SIMULATED, SKIPPED, Progress, SpecResult
from plugins.path.state import BEGUN, GREEN, GREEN_REAL, NOT_TRIED, RED, State, state_of_kata, states
from plugins.path.stub import ResetError, is_stub, put_back
from plugins.path.watch import specs_for
from plugins.path.where import Place, places
from tests.kata_project import Project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.once

CATALOGUE = """\
[sums]
part = "threads"
title = "Sums"
teaches = "adding up"
difficulty = 2
minutes = 10
zh.title = "求和"

[sums.exercises.two]
task = "Two of them"

[sums.exercises.three]
task = "Three of them"

[later]
part = "threads"
title = "Later"
teaches = "what comes after sums"
before = ["sums"]

[later.exercises.one]
task = "One"
"""
STUB = '''\
"""A sum."""


def run():
    """Return the sum."""
    raise NotImplementedError
'''
RIGHT = STUB.replace("raise NotImplementedError", "return 2")
WRONG = STUB.replace("raise NotImplementedError", "return 3")
SPEC = """\
import pytest


def test_sum(kata):
    assert kata.run() == 2


@pytest.mark.parametrize("times", [1, 2])
def test_again(kata, times):
    for _ in range(times):
        assert kata.run() == 2
"""
CONFTEST = (
    'pytest_plugins = ["plugins.kata.plugin", "plugins.hammer.plugin", "plugins.speaking", "plugins.path.plugin"]\n'
)
HINTS = """\
[two]
notice.en = "A sum needs no loop."

[[two.hints]]
en = "What is one and one?"

[[two.hints]]
after = ["assertion"]
en = "Is it three?"

[[two.hints]]
after = ["deadlock"]
en = "Who waits for whom?"

[[two.hints]]
en = "It is less than three."
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A repository with two katas, as a learner gets it, in git."""
    project = Project(tmp_path)
    for name in ("sums/two", "sums/three", "later/one"):
        project.exercise(name, STUB, SPEC)
        project.write(f"reference/{name}.py", RIGHT)
    project.write("reference/__init__.py", "")
    project.write("conftest.py", CONFTEST)
    project.write("katas/catalogue.toml", CATALOGUE)
    project.write("katas/sums/hints.toml", HINTS)
    return project


def commit(project: Project, message: str) -> None:
    """Commit everything."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    for command in (["init", "-q"], ["add", "katas"], ["commit", "-q", "-m", message]):
        subprocess.run([*git, *command], cwd=project.root, check=True, capture_output=True)


class TestTheList:
    """`pytest --katas`, which is also `python3 dojo.py`."""

    def test_nothing_done_yet(self, project: Project) -> None:
        """All are untried, and the first is the next one."""
        answer = project.run("--katas")
        assert answer.status == 0
        assert answer.output.count("not tried") == 2
        assert "0 of 2 katas are green." in answer.output
        assert "pytest katas/sums" in answer.output

    def test_the_stub_is_not_a_try(self, project: Project) -> None:
        """Running the specs before anything is written leaves it untried."""
        assert project.run("katas/sums").status == 1
        assert project.run("--katas").output.count("not tried") == 2

    def test_red_then_green(self, project: Project) -> None:
        """A failure shows its verdict, part of a kata counts as such; what comes next has its forerunners done."""
        project.write("katas/sums/two.py", WRONG)
        project.run("katas/sums/test_two.py")
        assert "red: assertion" in project.run("--katas").output
        project.write("katas/sums/two.py", RIGHT)
        session = project.run("katas/sums/test_two.py")
        assert "now green: sums, two\n  A sum needs no loop." in session.output
        assert "begun 1/2" in project.run("--katas").output
        assert "now green" not in project.run("katas/sums/test_two.py").output
        project.write("katas/sums/three.py", RIGHT)
        project.run("katas/sums", "-n", "2")
        text = project.run("--katas").output
        assert "+ green" in text
        assert "Next: Later" in text

    def test_real_threads(self, project: Project) -> None:
        """`--hammer` adds to green; by itself it makes nothing green."""
        for name in ("two", "three"):
            project.write(f"katas/sums/{name}.py", RIGHT)
        project.run("katas/sums", "--hammer", "3")
        assert "* green" not in project.run("--katas").output
        project.run("katas/sums")
        assert "* green, real threads too" in project.run("--katas").output

    def test_red_on_real_threads_then_green(self, project: Project) -> None:
        """What `--hammer` found once is mended when the specs pass again; real threads have to be asked again then."""
        project.write("katas/sums/two.py", WRONG)
        project.run("katas/sums/test_two.py", "--hammer", "3")
        assert "red: assertion" in project.run("--katas").output
        project.write("katas/sums/two.py", RIGHT)
        assert "now green: sums, two" in project.run("katas/sums/test_two.py").output
        project.write("katas/sums/three.py", RIGHT)
        project.run("katas/sums/test_three.py")
        text = project.run("--katas").output
        assert "+ green" in text
        assert "real threads too" not in text

    @pytest.mark.parametrize("option", [["--reference"], ["--submission", "mine"]])
    def test_what_is_not_ones_own_does_not_count(self, project: Project, option: list[str]) -> None:
        """Neither the reference nor somebody's submission is the learner's progress."""
        project.write("mine/sums/two.py", WRONG)
        project.run("katas/sums", *option)
        assert not (project.root / ".dojo").exists()

    def test_in_the_other_language(self, project: Project) -> None:
        """Titles are those of the language, where they are there."""
        text = project.run("--katas", "--lang", "zh").output
        assert "求和" in text

    def test_two_things_at_once(self, project: Project) -> None:
        """Options that show different things exclude each other."""
        answer = project.run("--katas", "--hint")
        assert answer.status == 4
        assert "--katas and --hint exclude each other; give one" in answer.output


class TestHints:
    """`--hint`."""

    def test_they_are_graded_and_fit_the_verdict(self, project: Project) -> None:
        """One more each time, of those that fit what failed last; the last one is repeated."""
        project.write("katas/sums/two.py", WRONG)
        session = project.run("katas/sums/test_two.py")
        assert session.output.rstrip().endswith("stuck?  pytest katas/sums --hint")
        first = project.run("katas/sums", "--hint").output
        assert "sums, two  (red: assertion)" in first
        assert "1/3  What is one and one?" in first
        assert "Is it three?" not in first
        second = project.run("katas/sums", "--hint").output
        assert "2/3  Is it three?" in second
        for _ in range(2):
            last = project.run("katas/sums", "--hint").output
            assert "3/3  It is less than three." in last
            assert "That was the last one." in last
        assert "Who waits for whom?" not in last

    def test_before_anything_was_tried(self, project: Project) -> None:
        """The first exercise that is not green."""
        assert "1/2  What is one and one?" in project.run("--hint").output

    def test_an_exercise_without_hints(self, project: Project) -> None:
        """The lesson is named in their place."""
        text = project.run("katas/later", "--hint").output
        assert "There are no hints on this one; the lesson is katas/later/README.md." in text

    def test_a_file_that_cannot_be_read(self, project: Project) -> None:
        """It is a usage error that names the file."""
        project.write("katas/sums/hints.toml", "[two")
        answer = project.run("katas/sums", "--hint")
        assert answer.status == 4
        assert "hints.toml cannot be read" in answer.output

    def test_no_such_kata(self, project: Project) -> None:
        """What names no kata is told."""
        answer = project.run("nowhere", "--hint")
        assert answer.status == 4
        assert "'nowhere' names no kata" in answer.output


class TestCompare:
    """`--compare`."""

    def test_after_green(self, project: Project) -> None:
        """Both sides, docstrings left out, and where other right ways are."""
        project.write("katas/sums/two.py", RIGHT.replace("return 2", "return 1 + 1"))
        project.write(
            "tests/gallery/sums/gallery.toml", "[two.by_hand]\nfails = {}\n[two.bad]\nfails = { test_sum = 1 }\n"
        )
        project.write("tests/gallery/sums/two/by_hand.py", '"""Counts on fingers.\n\nSlowly.\n"""\n')
        project.write("tests/gallery/sums/two/bad.py", '"""Guesses."""\n')
        project.run("katas/sums/test_two.py")
        text = project.run("katas/sums/two.py", "--compare").output
        assert "return 1 + 1" in text
        assert "|      return 2" in text
        assert "Return the sum" not in text
        assert "tests/gallery/sums/two/by_hand.py\n      Counts on fingers." in text
        assert "Guesses" not in text

    def test_before_green(self, project: Project) -> None:
        """Where nobody can be asked, the solution is not given away."""
        text = project.run("katas/sums/two.py", "--compare").output
        assert "sums, two is not green yet (not tried). See the solution all the same?" in text
        assert "return 2" not in text


class TestReset:
    """`--reset`."""

    def test_the_learners_file_is_kept(self, project: Project) -> None:
        """The stub of git's history is back, also where a solution was committed; nothing is lost, even twice a day."""
        commit(project, "stubs")
        own = project.root / "katas" / "sums" / "two.py"
        kept: set[str] = set()
        for number in range(2):
            own.write_text(f"{RIGHT}# {number}\n", encoding="utf-8")
            commit(project, "mine")
            answer = project.run("--reset", "sums/two")
            assert answer.status == 0
            assert own.read_text(encoding="utf-8") == STUB
            files = {file.name for file in own.parent.glob("two-*.py")} - kept
            assert len(files) == 1
            kept |= files
            text = (own.parent / files.pop()).read_text(encoding="utf-8")
            assert text == f"{RIGHT}# {number}\n"
        assert "katas/sums/two.py is the stub." in project.run("--reset", "sums").output

    @pytest.mark.parametrize("named", ["nowhere", "", "katas", "."])
    def test_what_is_no_kata(self, project: Project, named: str) -> None:
        """Neither a kata that does not exist, nor all of them at once."""
        answer = project.run("--reset", named)
        assert answer.status == 4
        assert f"--reset {named!r}: there is no such kata or exercise" in answer.output

    def test_without_a_history(self, project: Project) -> None:
        """Where git knows no stub, nothing is changed."""
        own = project.root / "katas" / "sums" / "two.py"
        own.write_text(RIGHT, encoding="utf-8")
        commit(project, "never a stub")
        with pytest.raises(ResetError, match=r"^git's history here has no stub of katas/sums/two\.py \(1 versions"):
            put_back(own, root=project.root, now=datetime.now(UTC))
        assert own.read_text(encoding="utf-8") == RIGHT

    def test_every_stub_of_the_katas_is_one(self, pytestconfig: pytest.Config) -> None:
        """What a learner is to fill in is told from what somebody has filled in."""
        root = pytestconfig.rootpath
        own = [place.own for place in places(["katas"], root=root, here=root, katas=all_entries(root))]
        assert [file for file in own if not is_stub(file.read_text(encoding="utf-8"))] == []
        references = [place.reference for place in places(["katas"], root=root, here=root, katas=all_entries(root))]
        assert [file for file in references if is_stub(file.read_text(encoding="utf-8"))] == []


class TestProgress:
    """The file in which progress is kept."""

    def test_two_sessions_at_once(self, tmp_path: Path) -> None:
        """Both begin with no file, and both write; nothing is lost."""

        def session(number: int) -> None:
            with Progress(tmp_path / "home") as progress:
                for spec in range(20):
                    progress.record(SpecResult("sums", str(number), f"test_{spec}", SIMULATED, "ok", float(spec)))

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(session, range(4)))
        with Progress(tmp_path / "home") as progress:
            assert len(progress.results()) == 80

    def test_a_crash_loses_what_was_not_recorded_and_nothing_else(self, tmp_path: Path) -> None:
        """A process that is killed in the midst of it leaves a file that opens, with all that was recorded."""
        program = (
            "import os, pathlib, signal, sys\n"
            "from plugins.path.progress import Progress, SpecResult\n"
            "progress = Progress(pathlib.Path(sys.argv[1]))\n"
            "progress.record(SpecResult('sums', 'two', 'test_sum', 'simulated', 'ok', 1.0))\n"
            "os.kill(os.getpid(), signal.SIGKILL)\n"
        )
        subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
        with Progress(tmp_path) as progress:
            assert [result.verdict for result in progress.results()] == ["ok"]

    def test_a_file_of_a_newer_version(self, tmp_path: Path) -> None:
        """It is left alone, and the text says what to do."""
        with Progress(tmp_path) as progress:
            progress._database.execute("PRAGMA user_version = 99")
        with pytest.raises(StoreError, match=r"was written by a newer version of the katas \(layout 99, known here: 1"):
            Progress(tmp_path)

    def test_no_file_can_be_made(self, project: Project) -> None:
        """The session is judged as ever, and one line tells of it."""
        project.write("blocked", "a file")
        answer = project.run("katas/sums", environment={"KATAS_HOME": "blocked"})
        assert answer.status == 1
        assert "katas: progress cannot be kept in blocked/progress.db" in answer.output

    def test_a_broken_file(self, project: Project) -> None:
        """What is no database is not overwritten."""
        project.write("home/progress.db", "not a database, but long enough to be taken for one" * 40)
        answer = project.run("--katas", environment={"KATAS_HOME": "home"})
        assert answer.status == 4
        assert "file is not a database; move that file away" in answer.output


class TestStates:
    """How far somebody is, from single results."""

    @pytest.mark.parametrize(
        ("results", "state"),
        [
            ([], State()),
            ([("test_sum", SIMULATED, "not-implemented")], State()),
            ([("test_sum", SIMULATED, "ok")], State(BEGUN, "", 0)),
            ([("test_sum", SIMULATED, "ok"), ("test_again[1]", SIMULATED, "ok")], State(GREEN, "", 1)),
            ([("test_sum", SIMULATED, "ok"), ("test_again[1]", SIMULATED, "deadlock")], State(RED, "deadlock", 1)),
            ([("test_sum", SIMULATED, "assertion"), ("test_again[1]", SIMULATED, "ok")], State(RED, "assertion", 0)),
            (
                [("test_sum", SIMULATED, "assertion"), ("test_again[1]", SIMULATED, "not-implemented")],
                State(RED, "assertion", 0),
            ),
            ([("test_gone", SIMULATED, "deadlock")], State()),
            (
                [
                    ("test_sum", SIMULATED, "ok"),
                    ("test_again[1]", SIMULATED, "ok"),
                    ("test_sum", REAL_THREADS, "ok"),
                    ("test_again[1]", REAL_THREADS, SKIPPED),
                ],
                State(GREEN_REAL, "", 2),
            ),
            (
                [
                    ("test_sum", SIMULATED, "ok"),
                    ("test_again[1]", SIMULATED, "ok"),
                    ("test_sum", REAL_THREADS, "lost-update"),
                ],
                State(RED, "lost-update", 2),
            ),
        ],
    )
    def test_of_an_exercise(self, project: Project, results: list[tuple[str, str, str]], state: State) -> None:
        """Every spec that there is counts, and none that is no longer there."""
        known = [SpecResult("later", "one", *result, float(at)) for at, result in enumerate(results)]
        assert states(all_entries(project.root), known)["later"]["one"] == state

    def test_of_a_kata(self) -> None:
        """Red if one is; begun if some are untried and others not."""
        assert state_of_kata([State(), State(GREEN, "", 2)]) == State(BEGUN, "", 2)
        assert state_of_kata([State(GREEN), State(GREEN_REAL)]).word == GREEN
        assert state_of_kata([State(), State()]).word == NOT_TRIED
        assert state_of_kata([State(RED, "deadlock", 1), State(RED, "assertion", 2), State()]).verdict == "assertion"


class TestCatalogue:
    """`katas/catalogue.toml`."""

    def test_languages(self, project: Project) -> None:
        """A text that is not there in a language is there in English."""
        entry = read(project.root / "katas" / "catalogue.toml")["sums"]
        assert text_in(entry.title, "zh") == "求和"
        assert text_in(entry.teaches, "zh") == "adding up"

    def test_a_broken_one(self, tmp_path: Path) -> None:
        """The error names file and place."""
        file = tmp_path / "catalogue.toml"
        file.write_text("[sums\n", encoding="utf-8")
        with pytest.raises(CatalogueError, match=r"catalogue\.toml cannot be read: Expected '\]'"):
            read(file)


class TestWatch:
    """Which specs a save asks for; the watching itself is tried in test_watch.py."""

    @pytest.mark.parametrize(
        ("saved", "specs"),
        [
            (["sums/two.py"], ["sums/test_two.py"]),
            (["sums/test_two.py", "sums/two.py"], ["sums/test_two.py"]),
            (["sums/helper.py"], ["sums/test_two.py", "sums/test_three.py"]),
            (["sums/two-2026-01-02.py", "sums/README.md", "sums/two.py~"], []),
            (["later/one.py"], []),
            (["sums/gone.py", "sums/three.py"], ["sums/test_two.py", "sums/test_three.py"]),
        ],
    )
    def test_specs(self, project: Project, saved: list[str], specs: list[str]) -> None:
        """An exercise's own files stand for it, a module beside them for all of the kata."""
        watched = [Place(project.root, "sums", "two"), Place(project.root, "sums", "three")]
        changed = [str(project.root / "katas" / name) for name in saved]
        chosen = [place.spec_from(project.root) for place in specs_for(changed, watched)]
        assert chosen == [f"katas/{spec}" for spec in specs]
