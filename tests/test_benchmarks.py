"""The programs of the benchmarks: each gets the verdict that the tables rely on. The peers are not run here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import NAMES
from benchmarks.__main__ import main as benchmark
from benchmarks.environment import REPOSITORY, run_json
from benchmarks.programs import PROGRAMS, RIGHT, Program
from benchmarks.report import Grid, Report
from benchmarks.scaling import PROGRAMS as LEAVING_BEHIND
from plugins.simulation import explore

#: Schedules in which each bug must have been found.
ENOUGH = 300


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=list(PROGRAMS))
def test_a_program_gets_its_verdict(program: Program) -> None:
    """A broken program is found out, with the verdict of the table; a right one is not."""
    schedules = 100 if program.is_right else ENOUGH
    answer = explore(REPOSITORY / "benchmarks" / "programs" / f"{program.name}.py", schedules=schedules)
    assert answer.verdict == program.verdict, answer.explanation
    if program.is_right:
        assert answer.schedules == schedules
    assert answer.not_visible == []


def test_every_program_is_listed() -> None:
    """Whatever lies in the folder is measured, but for the package itself and the programs of any length."""
    found = {path.stem for path in (REPOSITORY / "benchmarks" / "programs").glob("*.py")}
    assert found - {"__init__", "scalable"} == set(PROGRAMS)


@pytest.mark.parametrize("name", LEAVING_BEHIND)
def test_what_is_left_behind_does_not_matter(name: str) -> None:
    """The programs of the memory table are right, schedule after schedule."""
    answer = run_json([sys.executable, "-m", "benchmarks.scaling", "memory", name, "100"], 60)
    assert (answer["verdict"], answer["schedules"]) == ("ok", 100)


@pytest.mark.parametrize("program", [RIGHT[0].name, "opposite_order"])
def test_our_rate_counts_failing_schedules_too(program: str) -> None:
    """The figure that stands beside the peers' counts complete schedules, whatever came of them."""
    command = [sys.executable, "-m", "benchmarks.one", "simulation", "rate", program, "random", "--seconds", "0.05"]
    figures = run_json(command, 60)
    assert figures["schedules"] > figures["failing"]
    assert (figures["failing"] == 0) == PROGRAMS[program].is_right


def test_a_benchmark_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """Misuse is told with the names that there are."""
    with pytest.raises(SystemExit):
        benchmark(["speed"])
    assert f"there is no benchmark 'speed': choose from {', '.join(NAMES)}" in capsys.readouterr().err


def test_the_readme_keeps_what_was_measured(tmp_path: Path) -> None:
    """`--keep` replaces what stands between the marks of the benchmark, and nothing else."""
    report = Report("peers", [Grid("Speed", ["what", "how much"], [("this", "1")])], [("it is fast", True)])
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- peers -->\nold\n<!-- end of peers -->\nafter\n", encoding="utf-8")
    report.keep(readme)
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- peers -->\nMeasured on ")
    assert text.endswith(
        "| what | how much |\n| --- | ---: |\n| this | 1 |\n\n- met: it is fast\n<!-- end of peers -->\nafter\n"
    )
    assert "old" not in text
    with pytest.raises(
        ValueError, match=r"^README\.md has no place for the figures of 'startup': put <!-- startup -->"
    ):
        Report("startup").keep(readme)


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_has_a_place_for_each_benchmark(name: str) -> None:
    """The README of the benchmarks holds the last figures of each."""
    text = (REPOSITORY / "benchmarks" / "README.md").read_text(encoding="utf-8")
    assert f"<!-- {name} -->" in text
    assert f"<!-- end of {name} -->" in text


def test_a_program_is_a_script_too() -> None:
    """Each runs by itself, with real threads."""
    path = REPOSITORY / "benchmarks" / "programs" / "alternation.py"
    done = subprocess.run([sys.executable, path], capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_late_answer_is_an_answer() -> None:
    """A tool that does not come back is ended, and the table says so."""
    assert run_json([sys.executable, "-c", "while True: pass"], 0.5) == {"late": 0.5}
    with pytest.raises(RuntimeError, match=r"(?s)failed with status 1: .*ZeroDivisionError"):
        run_json([sys.executable, "-c", "1 / 0"], 60)
    assert run_json([sys.executable, "-c", f"print({json.dumps(json.dumps({'schedules': 1}))})"], 60) == {
        "schedules": 1
    }
