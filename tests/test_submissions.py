"""`--submissions DIR`: how a class's session looks, what it writes, and what it refuses."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

import pytest

from plugins.submissions.grades import gravest
from plugins.submissions.options import class_of
from plugins.submissions.people import as_told, escaped, from_told, people_in, person_of, spec_of
from plugins.submissions.writing import COLUMNS
from tests.class_project import RIGHT, ClassProject
from tests.kata_project import REPOSITORY, Answer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.once

WRONG: Final = "def give():\n    return 2\n"


@pytest.fixture
def project(tmp_path: Path) -> ClassProject:
    """A repository, and a class in which ada is right and bob is wrong."""
    made = ClassProject(tmp_path)
    made.hand_in("ada", RIGHT)
    made.hand_in("bob", WRONG)
    return made


def judge(project: ClassProject, *arguments: str) -> Answer:
    """Run the session of the class."""
    return project.run("katas", f"--submissions={project.folder}", *arguments)


class TestSession:
    """What the person who grades sees."""

    def test_results(self, project: ClassProject) -> None:
        """A row for each person, what the class met, and how to see more; no pages, and pytest's exit status."""
        (project.folder / "empty").mkdir()
        (project.folder / "notes.txt").touch()
        answer = judge(project)
        assert answer.status == pytest.ExitCode.TESTS_FAILED
        rows = [re.split(r"  +", line) for line in answer.output.splitlines()]
        assert ["ada", "mixed", "ok", "4/4", "1/1"] in rows
        assert ["bob", "mixed", "assertion", "1/4", "0/1", "assertion 3"] in rows
        assert ["empty", "mixed", "missing", "0/4", "0/1", "missing 4"] in rows
        assert [row[:5] for row in rows if row[0] == "mixed/one"] == [
            ["mixed/one", "missing", "1 of 3", "4", "empty"],
            ["mixed/one", "assertion", "1 of 3", "3", "bob"],
        ]
        assert "left out, since they are no folders: notes.txt" in answer.output
        assert "FAILED" not in answer.output
        assert "think about" not in answer.output
        assert "\x1b" not in answer.output

    def test_the_command_that_shows_one_report(self, project: ClassProject) -> None:
        """It works as it stands, from where the session was started."""
        (project.folder / "bob").rename(project.folder / "Bob B.")
        answer = judge(project)
        (command,) = [line for line in answer.output.splitlines() if line.startswith("  pytest katas/mixed")]
        assert command == "  pytest katas/mixed --submission '../class/Bob B.'"
        shown = project.run("katas/mixed", "--submission", "../class/Bob B.")
        assert shown.verdicts["test_a"] == "assertion"
        assert "expected" in shown.output

    def test_everybody_right(self, project: ClassProject) -> None:
        """Then the status is 0, and no mistakes are told of."""
        project.hand_in("bob", RIGHT)
        answer = judge(project)
        assert answer.status == 0
        assert "what the class met" not in answer.output

    def test_a_token_of_a_person(self, project: ClassProject) -> None:
        """A failing schedule is seen again by the command of its report, which names the one submission."""
        file = project.root / "answer.json"
        judge(project, f"--submissions-json={file}")
        (bob,) = [each for each in json.loads(file.read_text("utf-8"))["people"] if each["person"] == "bob"]
        command = bob["katas"][0]["exercises"][0]["results"][0]["replay"]
        assert command.startswith("pytest katas/mixed --submission ../class/bob --replay ")
        assert project.run(*command.split()[1:]).verdicts == {"test_a": "assertion"}

    def test_one_person(self, project: ClassProject) -> None:
        """`-k` chooses a person, node ids name one, and `--lf` runs what failed last."""
        assert set(judge(project, "-k", "ada").outcomes) == {
            "test_a[ada]",
            "test_b[ada]",
            "test_c[ada][1]",
            "test_c[ada][x-y]",
        }
        one = "katas/mixed/test_one.py::test_c[bob][x-y]"
        chosen = project.run(one, f"--submissions={project.folder}", "--lf")
        assert chosen.verdicts == {"test_c[bob][x-y]": "assertion"}
        again = judge(project, "--lf")
        assert chosen.verdicts == again.verdicts
        assert not (project.root / ".pytest_cache" / "v" / "cache" / "lastfailed").exists()

    def test_pages_for_those_who_ask(self, project: ClassProject) -> None:
        """`--tb` and `-r` are as ever."""
        answer = judge(project, "--tb=short", "-rf", "-k", "bob")
        assert "FAILED katas/mixed/test_one.py::test_a[bob] - assertion:" in answer.output
        assert "the outcome is not what the spec expects" in answer.output


class TestFiles:
    """What programs read."""

    def test_all_say_the_same(self, project: ClassProject) -> None:
        """CSV, JSON and JUnit XML, and the columns stay as they are."""
        table, tree = project.root / "grades.csv", project.root / "grades.json"
        judge(project, "-n", "2", f"--submissions-csv={table}", f"--submissions-json={tree}")
        with table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert tuple(rows[0]) == COLUMNS
        assert COLUMNS[:5] == ("person", "kata", "verdict", "passed", "specs")
        assert [(row["person"], row["verdict"], row["passed"], row["specs"]) for row in rows] == [
            ("ada", "ok", "4", "4"),
            ("bob", "assertion", "1", "4"),
        ]
        told = json.loads(tree.read_text("utf-8"))
        (kata,) = told["people"][1]["katas"]
        results = {each["spec"]: each["verdict"] for each in kata["exercises"][0]["results"]}
        assert results == {"test_a": "assertion", "test_b": "ok", "test_c[1]": "assertion", "test_c[x-y]": "assertion"}
        assert told["class"][0]["people"] == ["bob"]
        assert told["finished"] is True
        found = {}
        for case in ET.parse(project.root / "report.xml").iter("testcase"):  # noqa: S314 - what pytest has just written
            properties = {each.get("name"): each.get("value") for each in case.iter("property")}
            found[case.get("name")] = (properties["person"], properties.get("verdict", "ok"))
        assert found["test_a[ada]"] == ("ada", "ok")
        assert found["test_c[bob][1]"] == ("bob", "assertion")
        assert len(found) == 8

    def test_a_file_that_cannot_be_written(self, project: ClassProject) -> None:
        """It is a usage error before anything runs."""
        answer = judge(project, "--submissions-csv=nowhere/grades.csv")
        assert answer.status == pytest.ExitCode.USAGE_ERROR
        assert "--submissions-csv 'nowhere/grades.csv': there is no folder" in answer.output


def test_the_bound_of_a_submission(project: ClassProject) -> None:
    """Once a submission has used its time, its other specs say that they were not run; nobody else notices."""
    endless = "import itertools\ndef give():\n    return sum(itertools.count())\n"
    project.hand_in("bob", endless)
    project.hand_in("cyd", RIGHT)
    answer = judge(project, "--submission-time-limit", "1.5", "--time-limit", "100", "-k", "not test_b")
    assert answer.verdicts["test_a[bob]"] == "time-limit"
    assert "after 1." in answer.texts["test_a[bob]"]
    for spec in ("test_c[bob][1]", "test_c[bob][x-y]"):
        assert answer.verdicts[spec] == "time-limit"
        assert "not run: the specs before it had used the 1.5 seconds" in " ".join(answer.texts[spec].split())
    assert {answer.outcomes[f"test_a[{person}]"] for person in ("ada", "cyd")} == {"passed"}


def _options(**given: Any) -> Any:
    values = {
        "submissions": None,
        "submissions_csv": None,
        "submissions_json": None,
        "submission": None,
        "reference": False,
        "replay": None,
        "usepdb": False,
        "trace": False,
        "capture": "fd",
        "submission_time_limit": 1.0,
    }
    return SimpleNamespace(option=SimpleNamespace(**{**values, **given}), rootpath=REPOSITORY)


class TestMisuse:
    """What makes no sense is refused, with the way out."""

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ({"submissions": "none"}, "--submissions 'none': there is no such folder; give the one that holds"),
            ({"submissions": "file"}, "--submissions 'file': that is no folder; give the one that holds"),
            ({"submissions": "empty"}, "--submissions 'empty' holds no folder of a person; give the one"),
            ({"submissions": "single"}, "--submissions 'single' holds 'condition', which is a kata and no person"),
            ({"submissions": "class", "submission": "x"}, "--submission 'x' and --submissions 'class' exclude each"),
            ({"submissions": "class", "reference": True}, "--reference and --submissions 'class' exclude each other"),
            ({"submissions": "class", "replay": "t"}, "--replay 't' and --submissions 'class' exclude each other"),
            ({"submissions": "class", "capture": "no"}, "-s, --pdb and --trace run specs in this process"),
            ({"submissions_json": "x"}, "--submissions-json 'x' belongs to --submissions DIR; give both"),
            ({"submissions": "class", "submissions_csv": "class"}, "--submissions-csv 'class': that is a folder"),
        ],
    )
    def test_it_is_told(self, tmp_path: Path, given: dict[str, Any], said: str) -> None:
        """The fact, the value, what to do."""
        (tmp_path / "file").touch()
        (tmp_path / "empty").mkdir()
        (tmp_path / "class" / "ada").mkdir(parents=True)
        (tmp_path / "single" / "condition").mkdir(parents=True)
        (tmp_path / "single" / "condition" / "alternating.py").touch()
        config = _options(**given)
        config.invocation_params = SimpleNamespace(dir=tmp_path)
        with pytest.raises(pytest.UsageError, match=f"^{re.escape(said)}"):
            class_of(config)

    def test_none(self) -> None:
        """Without the option nothing changes."""
        assert class_of(_options()) is None


class TestNames:
    """Whatever a folder may be called."""

    def test_escaped(self) -> None:
        """What can be shown stays; what cannot, or would break a node id, is escaped, and no two become the same."""
        assert escaped("Žofie Ωmega-B. (2) 李") == "Žofie Ωmega-B. (2) 李"
        assert escaped("a[1]::b\n%") == "a%5B1%5D%3A%3Ab%0A%25"
        assert escaped(os.fsdecode(b"bad\xff")) == "bad%FF"
        assert escaped("a%0A") != escaped("a\n")

    def test_node_ids(self) -> None:
        """The person stands before the spec's own parameters, whatever these are."""
        nodeid = "katas/mixed/test_one.py::TestIt::test_c[Ada L.][x[1]-y]"
        assert person_of(nodeid) == "Ada L."
        assert spec_of(nodeid) == "katas/mixed/test_one.py::TestIt::test_c[x[1]-y]"
        assert person_of("tests/test_x.py::test_y") == ""

    def test_order(self, tmp_path: Path) -> None:
        """As people count; hidden folders are nobody, and files are told of."""
        for name in ("group 10", "group 2", "Bea", "ada", "10", "9", ".git", "__pycache__"):
            (tmp_path / name).mkdir()
        (tmp_path / "notes.txt").touch()
        people, others = people_in(tmp_path)
        assert [person.name for person in people] == ["9", "10", "ada", "Bea", "group 2", "group 10"]
        assert others == ["notes.txt"]
        assert from_told(json.loads(json.dumps(as_told(people)))) == people

    def test_gravest(self) -> None:
        """What several verdicts come to."""
        assert gravest(["ok", "missing", "deadlock"]) == "deadlock"
        assert gravest(["ok", "skipped"]) == "ok"
        assert gravest(["skipped"]) == "skipped"


def test_modules_of_two_people(tmp_path: Path) -> None:
    """Siblings are a person's own, also in a process that is spawned; nothing of the person before is left."""
    for person in ("one", "two"):
        folder = tmp_path / person / "mixed"
        folder.mkdir(parents=True)
        (folder / "helper.py").write_text(f"x = {person!r}\n", encoding="utf-8")
        (folder / "main.py").write_text("from .helper import x\n\ndef give():\n    return x\n", encoding="utf-8")
    program = f"""
import importlib, multiprocessing
from plugins.kata.submission import use

if __name__ == "__main__":
    for person in ("one", "two"):
        use({str(tmp_path)!r} + "/" + person)
        module = importlib.import_module("plugins.kata.submission.mixed.main")
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            print(module.give(), pool.apply(module.give))
            pool.close()
            pool.join()
"""
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, tmp_path / "program.py"],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("one one\ntwo two\n", "")
