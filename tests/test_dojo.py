"""dojo.py: what a newcomer meets first.

It is run in a copy of its own, where `pytest` is a stand-in of a few lines that tells how it was called: so a first use
can be tested without a network, in seconds.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import dojo

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the lock and the signals are those of POSIX")

STAND_IN = """
import json, os, signal, sys
called = os.environ["KATAS_CALLED_AS"]
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "path": sys.path, "called": called}))
for argument in sys.argv:
    if argument.startswith("--end="):
        sys.exit(int(argument.removeprefix("--end=")))
    if argument == "--killed":
        os.kill(os.getpid(), signal.SIGKILL)
"""


class Clone:
    """A repository with nothing in it but dojo.py, its list of dependencies and a kata."""

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.folder = folder
        self.environment = folder / ".venv"
        self.settings = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "COV"))},
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(wheels),
        }

    def command(self, *arguments: str) -> list[str]:
        """The command line that runs this clone's dojo.py."""
        return [sys.executable, str(self.folder / "dojo.py"), *arguments]

    def run(self, *arguments: str, here: Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run dojo.py in `here`, by default the clone itself, and return how it ended and what it said."""
        return subprocess.run(
            self.command(*arguments),
            cwd=here or self.folder,
            env=self.settings | settings,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def require(self, *requirements: str) -> None:
        """Write a pyproject.toml that asks for `requirements`."""
        more = '[project.optional-dependencies]\ntests = ["other-thing"]\n'
        text = f"[project]\ndependencies = {json.dumps(requirements)}\n{more}"
        (self.folder / "pyproject.toml").write_text(text, encoding="utf-8")


def called(run: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """What the stand-in for pytest tells of how it was called."""
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def pack(folder: Path, name: str, version: str, files: dict[str, str]) -> None:
    """Put a wheel with `files` into `folder`."""
    info = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    tags = "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in {**files, f"{info}/METADATA": metadata, f"{info}/WHEEL": tags, f"{info}/RECORD": ""}.items():
            wheel.writestr(path, text)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of wheels in place of a package index."""
    folder = tmp_path_factory.mktemp("wheels")
    pack(folder, "pytest", "9.0", {"pytest/__init__.py": "", "pytest/__main__.py": STAND_IN})
    pack(folder, "other_thing", "1.0", {"other_thing.py": ""})
    return folder


def bare(folder: Path, wheels: Path) -> Clone:
    """A clone in `folder` in which dojo.py was never run."""
    shutil.copy(dojo.__file__, folder / "dojo.py")
    (folder / "katas" / "condition").mkdir(parents=True)
    clone = Clone(folder, wheels)
    clone.require("pytest>=9")
    return clone


@pytest.fixture
def new(tmp_path: Path, wheels: Path) -> Clone:
    """A clone in which dojo.py was never run."""
    return bare(tmp_path, wheels)


@pytest.fixture(scope="module")
def used_once(tmp_path_factory: pytest.TempPathFactory, wheels: Path) -> Iterator[tuple[Clone, str]]:
    """A clone in which dojo.py was run once, and what that run said."""
    clone = bare(tmp_path_factory.mktemp("used"), wheels)
    first = clone.run("katas/condition", "--end=5")
    assert first.returncode == 5, first.stderr
    assert called(first)["arguments"][-2:] == ["katas/condition", "--end=5"]
    yield clone, first.stderr
    shutil.rmtree(clone.folder)


@pytest.fixture
def used(used_once: tuple[Clone, str], tmp_path: Path, wheels: Path) -> Clone:
    """A copy of that clone, to be spoilt."""
    shutil.copytree(used_once[0].folder, tmp_path / "used", symlinks=True)
    return Clone(tmp_path / "used", wheels)


class TestFirstUse:
    """The environment is made once, and what happens is said."""

    def test_it_says_what_it_does(self, used_once: tuple[Clone, str]) -> None:
        """Three sentences: making, installing, ready; on stderr, since stdout is pytest's."""
        clone, said = used_once
        assert said == (
            f"dojo: first use: making a virtual environment in {clone.environment} (once, some seconds)\n"
            "dojo: installing pytest\n"
            "dojo: ready.\n"
        )

    def test_later_runs_say_nothing(self, used: Clone) -> None:
        """With the environment ready there is only pytest's own output."""
        run = used.run("katas/condition")
        assert (run.returncode, run.stderr) == (0, "")

    def test_nothing_else_is_written(self, used_once: tuple[Clone, str]) -> None:
        """Only `.venv` comes into being."""
        names = {entry.name for entry in used_once[0].folder.iterdir()}
        assert names == {"dojo.py", "pyproject.toml", "katas", ".venv"}

    def test_two_at_once_make_one_environment(self, new: Clone) -> None:
        """The second waits for the first and finds everything ready."""
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        runs = [subprocess.Popen(new.command("katas"), cwd=new.folder, env=new.settings, **pipes) for _ in range(2)]
        said = [run.communicate(timeout=120)[1] for run in runs]
        assert [run.returncode for run in runs] == [0, 0], said
        assert "".join(said).count("dojo: ready.") == 1

    def test_without_a_network_it_says_so(self, new: Clone) -> None:
        """Nobody answers at the index: the fact and the way out, no page of retries; the next run goes on."""
        nobody: dict[str, Any] = {"PIP_NO_INDEX": "0", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": "http://127.0.0.1:9/"}
        run = new.run("katas", **nobody)
        assert run.returncode == dojo.COULD_NOT_START
        assert "pip reached no package index, so this machine seems\ndojo: to be without network." in run.stderr
        assert "Retrying" not in run.stderr
        assert new.run("katas").stderr == "dojo: installing pytest\ndojo: ready.\n"

    def test_what_pip_says_is_shown_when_it_fails(self, used: Clone) -> None:
        """A requirement that cannot be had is pip's to explain."""
        used.require("pytest>=99")
        run = used.run("katas")
        assert run.returncode == dojo.COULD_NOT_START
        assert "No matching distribution found for pytest>=99" in run.stderr
        assert run.stderr.endswith("pip could not install the packages (exit status 1); what it said stands above.\n")


@pytest.mark.once
class TestSpoiltEnvironment:
    """Whatever is wrong with `.venv` is put right, and what need not change stays."""

    def test_half_made(self, used: Clone) -> None:
        """The stamp of an interrupted set-up is empty: everything is made anew."""
        (used.environment / "dojo.stamp").write_text("")
        (used.environment / "rest").write_text("")
        run = used.run("katas")
        assert run.returncode == 0
        assert "dojo: .venv is half-made, broken or for another Python; making it anew.\n" in run.stderr
        assert not (used.environment / "rest").exists()

    def test_interpreter_gone(self, used: Clone) -> None:
        """The Python that it was made from is no longer installed."""
        for python in (used.environment / "bin").glob("python*"):
            python.unlink()
            python.symlink_to(used.folder / "nowhere")
        run = used.run("katas")
        assert run.returncode == 0
        assert "making it anew" in run.stderr

    def test_package_gone(self, used: Clone) -> None:
        """A package that was removed is installed again, without beginning anew."""
        [info] = used.environment.glob("lib/*/site-packages/pytest-9.0.dist-info")
        shutil.rmtree(info)
        run = used.run("katas")
        assert (run.returncode, run.stderr) == (0, "dojo: installing pytest\ndojo: ready.\n")

    def test_dependencies_changed(self, used: Clone) -> None:
        """After a pull that asks for more, more is installed, once."""
        used.require("pytest>=9", "other-thing")
        assert used.run("katas").stderr == "dojo: installing pytest, other-thing\ndojo: ready.\n"
        assert used.run("katas").stderr == ""

    def test_an_environment_of_the_learners_own_is_kept(self, used: Clone) -> None:
        """Made by hand, without a stamp, but it works: the packages are added to it."""
        (used.environment / "dojo.stamp").unlink()
        (used.environment / "mine").write_text("")
        assert used.run("katas").returncode == 0
        assert (used.environment / "mine").exists()

    def test_the_projects_own_tests_may_need_more(self, used: Clone) -> None:
        """That is installed when they are asked for, and is in nobody's way afterwards."""
        assert used.run("katas").stderr == ""
        (used.folder / "tests").mkdir()
        assert "other-thing" in used.run("tests/test_x.py::test_y").stderr
        assert used.run("katas").stderr == ""
        assert used.run("test_x.py", here=used.folder / "tests").stderr == ""

    def test_a_file_in_its_place(self, new: Clone) -> None:
        """It is not ours to delete."""
        new.environment.write_text("mine")
        run = new.run("katas")
        assert run.returncode == dojo.COULD_NOT_START
        expected = f"dojo: {new.environment} is no folder, and the virtual environment belongs there. Move it away.\n"
        assert run.stderr == expected
        assert new.environment.read_text() == "mine"


@pytest.mark.once
class TestHandingOver:
    """Pytest gets the arguments and the folder, and its exit status comes back."""

    def test_exit_status(self, used: Clone) -> None:
        """Every number, and a signal as a shell tells it."""
        assert used.run("katas", "--end=4").returncode == 4
        assert used.run("katas", "--killed").returncode == 128 + signal.SIGKILL

    def test_it_runs_in_the_callers_folder(self, used: Clone) -> None:
        """Relative paths keep their meaning, the settings are the repository's, and no kata shadows a module."""
        here = used.folder / "katas"
        answer = called(used.run("condition", "--junitxml=out.xml", here=here))
        assert answer["folder"] == str(here)
        assert answer["arguments"] == ["-c", str(used.folder / "pyproject.toml"), "condition", "--junitxml=out.xml"]
        assert str(here) not in answer["path"]
        assert "" not in answer["path"]

    def test_plugins_are_told_the_command(self, used: Clone) -> None:
        """What a report suggests to type can be typed: the learner has no `pytest` on the PATH."""
        python, script = called(used.run("katas"))["called"].split(" ", 1)
        assert python == Path(sys.executable).name
        assert Path(script) == used.folder / "dojo.py"

    def test_all_tests_run_on_all_processors(self, used: Clone) -> None:
        """They take minutes; whoever says more than `tests` decides alone."""
        (used.folder / "tests").mkdir()
        assert called(used.run("tests"))["arguments"][2:] == ["tests", "-n", "auto"]
        assert called(used.run("tests", "-x"))["arguments"][2:] == ["tests", "-x"]

    def test_without_arguments(self, used: Clone) -> None:
        """The list of the katas, with what comes next."""
        assert called(used.run())["arguments"][2:] == ["--katas"]

    @pytest.mark.parametrize("argument", ["-h", "--help"])
    def test_usage(self, new: Clone, argument: str) -> None:
        """It tells how it is used, and makes nothing."""
        run = new.run(argument)
        assert (run.returncode, run.stdout) == (0, dojo.USAGE)
        assert not new.environment.exists()


def test_options_whose_next_argument_is_a_value(pytestconfig: pytest.Config) -> None:
    """All of the katas' own are known: a value must not be taken for a path."""
    groups = [group for group in pytestconfig._parser._groups if group.name in ("katas", "dojo sessions")]
    options = [option for group in groups for option in group.options]
    assert len(options) > 20
    taking = {name for option in options if option.attrs()["nargs"] != 0 for name in option.names()}
    assert taking - dojo.TAKES_VALUE == set()


class TestPlaced:
    """Paths are those of the caller's folder first, then those of the repository."""

    @pytest.fixture(autouse=True)
    def _places(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "repository" / "katas" / "lock").mkdir(parents=True)
        (tmp_path / "elsewhere" / "mine").mkdir(parents=True)
        monkeypatch.setattr(dojo, "REPOSITORY", tmp_path / "repository")

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["katas/lock"], ["{}/katas/lock"]),
            (["katas/lock/test_a.py::test_b"], ["katas/lock/test_a.py::test_b", "{}/katas"]),
            (["katas/lock::test_b[a::b]", "-x"], ["{}/katas/lock::test_b[a::b]", "-x"]),
            (["mine"], ["mine"]),
            (["--submission", "mine", "katas/lock"], ["--submission", "mine", "{}/katas/lock"]),
            (["--submission", "mine"], ["--submission", "mine", "{}/katas"]),
            (["-k", "katas", "mine"], ["-k", "katas", "mine"]),
            (["--reference"], ["--reference", "{}/katas"]),
        ],
    )
    def test_elsewhere(self, tmp_path: Path, arguments: list[str], expected: list[str]) -> None:
        """What exists here stays, what exists in the repository becomes absolute, the rest is left to pytest."""
        repository = str(tmp_path / "repository")
        assert dojo.placed(arguments, tmp_path / "elsewhere") == [text.format(repository) for text in expected]

    @pytest.mark.parametrize("folder", [".", "katas"])
    def test_inside_the_repository_nothing_is_added(self, tmp_path: Path, folder: str) -> None:
        """There pytest itself knows what is meant without a path."""
        assert dojo.placed(["--reference"], tmp_path / "repository" / folder) == ["--reference"]


class TestOtherPythons:
    """An older Python gets far enough to say what is missing."""

    def test_syntax_of_3_8(self) -> None:
        """Python 3.8 can compile it."""
        ast.parse(Path(dojo.__file__).read_text(encoding="utf-8"), feature_version=(3, 8))

    def test_standard_library_only(self) -> None:
        """Everything imported is there before anything was installed."""
        tree = ast.parse(Path(dojo.__file__).read_text(encoding="utf-8"))
        names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert names <= sys.stdlib_module_names

    def test_the_versions_are_those_of_the_project(self) -> None:
        """`PYTHONS` is `requires-python`, one by one."""
        text = (Path(dojo.__file__).parent / "pyproject.toml").read_text(encoding="utf-8")
        first, last = dojo.PYTHONS[0], dojo.PYTHONS[-1]
        assert tomllib.loads(text)["project"]["requires-python"] == f">=3.{first[1]},<3.{last[1] + 1}"

    @pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 13), (3, 14, 0)])
    def test_refusal(self, version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        """The fact, the value and the way out."""
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        number = ".".join(str(part) for part in version)
        fact = f"these katas need Python 3.11, 3.12 or 3.13, and this is Python {number} ({sys.executable})."
        with pytest.raises(dojo.CannotStartError, match=f"^{re.escape(fact)}\nInstall one, and run this with it.$"):
            dojo.check_python(version)

    def test_one_that_would_do_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The newest that is found and starts."""
        monkeypatch.setattr(shutil, "which", lambda name: name if name != "python3.12" else None)
        monkeypatch.setattr(subprocess, "call", lambda command, **_: 127 if command[0] == "python3.13" else 0)
        with pytest.raises(
            dojo.CannotStartError, match=r"\nThere is one on this machine: python3\.11 dojo\.py \.\.\.$"
        ):
            dojo.check_python((3, 10, 1))
