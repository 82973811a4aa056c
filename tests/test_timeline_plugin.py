"""`--timeline` and `--trace` in sessions of pytest, and on the command line of the machine."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.timeline.plugin import _named_in_full

from .kata_project import REPOSITORY, Project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.once

_PLUGINS: Final = [
    "plugins.kata.plugin",
    "plugins.hammer.plugin",
    "plugins.real.plugin",
    "plugins.report",
    "plugins.timeline.plugin",
]

COUNTER: Final = """\
import threading

total = 0


def count():
    global total
    total = 0

    def work():
        global total
        total += 1
        print("</script>")

    threads = [threading.Thread(target=work, name=name) for name in ("ann", "bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
"""
SPEC: Final = """\
import pytest


def test_both_count(kata):
    assert kata.count() == 2


def test_something_else(kata):
    assert kata.total == 0


@pytest.mark.real
def test_for_real(kata):
    assert kata.count() == 2
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A counter that loses updates, and what is not there."""
    made = Project(tmp_path)
    made.write("conftest.py", f"pytest_plugins = {_PLUGINS!r}\n")
    made.exercise("sums/counter", COUNTER, SPEC)
    made.exercise("sums/gone", "", "def test_it(kata):\n    kata.it()\n")
    (tmp_path / "katas/sums/gone.py").unlink()
    return made


def runs(file: Path) -> dict[str, dict[str, Any]]:
    """The pictures on a page, by the name of the spec, in its order."""
    text = file.read_text(encoding="utf-8")
    found = json.loads(re.findall(r'id="runs">(.*?)</script>', text)[0])
    pictures = re.findall(r'id="run-\d+">(.*?)</script>', text)
    return {run["name"].rpartition("::")[2]: json.loads(one) for run, one in zip(found, pictures, strict=True)}


class TestSession:
    """A session of pytest."""

    @pytest.mark.parametrize("more", [[], ["-n", "2"]], ids=["alone", "two workers"])
    def test_a_page_of_all_specs(self, project: Project, more: list[str]) -> None:
        """One file, those that fail first, whoever ran them; what was not drawn says what its report says."""
        answer = project.run("--timeline", "all.html", "--trace", "all.json", *more, timeout=240)
        assert "timeline: all.html (4 specs, " in answer.output
        assert "timeline-trace: all.json (4 specs, " in answer.output
        found = runs(project.root / "all.html")
        assert {name: one["verdict"] for name, one in found.items()} == {
            "test_both_count": "lost-update",
            "test_it": "missing",
            "test_something_else": "ok",
            "test_for_real": "ok",
        }
        assert {*list(found)[:2]} == {"test_both_count", "test_it"}
        drawn = found["test_both_count"]
        assert drawn["tree"]["whole"]
        assert drawn["mark"] >= 0
        assert drawn["files"][0][0] in ("katas/sums/test_counter.py", "katas/sums/counter.py")
        assert "</script>\n" in [
            effect[1] + "\n" for moment in drawn["moments"] for effect in moment[6] if effect[0] == "p"
        ]
        assert "there is no file" in found["test_it"]["headline"]
        assert found["test_for_real"]["moments"] == []
        trace = json.loads((project.root / "all.json").read_text(encoding="utf-8"))["traceEvents"]
        assert len({event["pid"] for event in trace}) == 4

    def test_its_tokens_are_replayed(self, project: Project) -> None:
        """The command that stands on the page shows what is drawn there."""
        project.run("--timeline", "all.html", "katas/sums/test_counter.py", "-k", "both", timeout=240)
        tree = runs(project.root / "all.html")["test_both_count"]["tree"]
        assert tree["command"].startswith("pytest katas/sums --replay {token}")
        again = project.run("katas/sums", "--replay", tree["head"], "--timeline", "again.html", timeout=240)
        assert again.verdicts == {"test_both_count": "lost-update"}
        assert runs(project.root / "again.html")["test_both_count"]["token"] == tree["head"]

    def test_a_passing_page_tells_no_more(self, project: Project) -> None:
        """Where nothing is asked for, nothing is drawn; the summary is as ever."""
        answer = project.run("-k", "something")
        assert "timeline" not in answer.output
        with_page = project.run("-k", "something", "--timeline", "one.html", "--timeline-states", "0")
        assert "explained" not in with_page.output
        assert runs(project.root / "one.html")["test_something_else"]["verdict"] == "ok"

    def test_rounds_on_real_threads(self, project: Project) -> None:
        """The round that is told is drawn, or one more where none failed; there is nothing to choose."""
        project.run("katas/sums/test_counter.py", "--hammer", "300", "--timeline", "all.html", timeout=240)
        found = runs(project.root / "all.html")
        for name in ("test_both_count", "test_something_else"):
            assert found[name]["tree"] is None
        assert any(moment[1].startswith("reads total") for moment in found["test_both_count"]["moments"])
        assert found["test_both_count"]["verdict"] == "lost-update"

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--timeline", "page.txt"], r"'page\.txt' does not end in \.html"),
            (["--timeline", "no/page.html"], r"--timeline no/page\.html: the folder must be there"),
            (["--timeline-states", "-1"], r"'-1' is no number of states"),
        ],
    )
    def test_misuse(self, project: Project, arguments: list[str], said: str) -> None:
        """Said before anything is run."""
        answer = project.run(*arguments)
        assert answer.status == pytest.ExitCode.USAGE_ERROR
        assert re.search(said, answer.output)

    def test_trace_alone_is_pytests(self) -> None:
        """Only with a file behind it does it mean the trace."""
        assert _named_in_full(["--trace", "a.json", "katas"]) == ["--timeline-trace=a.json", "katas"]
        assert _named_in_full(["--trace=a.json"]) == ["--timeline-trace=a.json"]
        assert _named_in_full(["--trace", "katas"]) == ["--trace", "katas"]
        assert _named_in_full(["katas", "--trace"]) == ["katas", "--trace"]


class TestCommandLine:
    """`python -m plugins.simulation`."""

    def call(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run it in a folder."""
        return subprocess.run(
            [sys.executable, "-m", "plugins.simulation", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(REPOSITORY), "KATAS_LANG": "en"},
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )

    def test_a_program(self, tmp_path: Path) -> None:
        """Page and trace of one program; the answer on stdout is as ever."""
        (tmp_path / "count.py").write_text(COUNTER + "\nassert count() == 2\n", encoding="utf-8")
        done = self.call(
            tmp_path, "--schedules", "50", "--json", "--timeline", "a.html", "--trace", "a.json", "count.py"
        )
        answer = json.loads(done.stdout)
        assert (done.returncode, answer["verdict"]) == (1, "lost-update")
        picture = runs(tmp_path / "a.html")["count.py"]
        assert picture["token"] == answer["replay"]
        assert picture["tree"]["command"] == "python -m plugins.simulation --replay {token} count.py"
        assert json.loads((tmp_path / "a.json").read_text("utf-8"))["traceEvents"]

    def test_one_that_ends_its_process(self, tmp_path: Path) -> None:
        """There is no schedule, but a page that says so."""
        (tmp_path / "gone.py").write_text("import os\nos._exit(0)\n", encoding="utf-8")
        done = self.call(tmp_path, "--timeline", "a.html", "gone.py")
        assert done.returncode == 1
        picture = runs(tmp_path / "a.html")["gone.py"]
        assert (picture["verdict"], picture["moments"]) == ("crash", [])
        assert "ended its whole process" in picture["headline"]

    def test_where_it_cannot_go(self, tmp_path: Path) -> None:
        """The file and the reason; misuse."""
        (tmp_path / "one.py").write_text("print(1)\n", encoding="utf-8")
        done = self.call(tmp_path, "--timeline", "no/a.html", "one.py")
        assert (done.returncode, done.stdout) == (2, "1\n")
        assert "--timeline no/a.html: No such file or directory; nothing was written" in done.stderr
        assert self.call(tmp_path, "--trace", "a.html", "one.py").returncode == 2
