"""The rules of the house, as tests: what every file of the repository keeps to, whoever writes it.

They look at the files that git tracks; in an unpacked archive, at everything but hidden folders. Each rule lists all
that breaks it; the patterns are tried on planted lines first, since a pattern that finds nothing keeps every rule.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

REPOSITORY: Final = Path(__file__).resolve().parent.parent

#: Wrong code and code in other styles, kept on purpose.
GALLERY: Final = "tests/gallery/"

# In the patterns a letter stands in brackets, so that they do not find themselves.

#: Folders of one machine, and addresses of one network: a clone must work on every other.
OF_ONE_MACHINE: Final = re.compile(
    r"(?<![\w.}/-])/(?:[r]oot|[o]pt|[h]ome|[w]ork|[U]sers)/[\w.]|(?:https?|file)://[\w.:/-]*(?:simple|wheels|mirror)\b"
)
#: Marks of what was put off.
LEFT_FOR_LATER: Final = re.compile(r"\b(?:[T]ODO|[F]IXME|[X]XX|[H]ACK)\b")
#: An ignored complaint without its code, or without words after it that say why.
IGNORED_WITHOUT_REASON: Final = re.compile(
    r"# [n]oqa(?!: [A-Z]+\d+(?:, ?[A-Z]+\d+)* +\S)|# [t]ype: ignore(?!\[[\w, -]+\] +\S)|# [p]ragma: no cover(?! +\S)"
)
#: What tools leave behind.
STRAY: Final = re.compile(
    r"(?:^|/)(?:__pycache__|\.venv|\.nox|\.\w+_cache|\.coverage(?:\.[^/]*)?)(?:/|$)|\.(?:pyc|orig|rej|swp)$"
)


def tracked() -> list[str]:
    """The paths of all files of the repository, relative to it, with forward slashes."""
    git = shutil.which("git")
    if git and (REPOSITORY / ".git").exists():
        command = [git, "ls-files", "-z"]
        listed = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=60).stdout
        return [path for path in listed.split("\0") if path and (REPOSITORY / path).is_file()]
    files = (file.relative_to(REPOSITORY) for file in REPOSITORY.rglob("*") if file.is_file())
    return [file.as_posix() for file in files if not any(part.startswith((".", "__py")) for part in file.parts)]


FILES: Final = tracked()
MODULES: Final = [path for path in FILES if path.endswith(".py") and not path.startswith(GALLERY)]


def text_of(path: str) -> str:
    """The text of a file."""
    return (REPOSITORY / path).read_text(encoding="utf-8", errors="replace")


def lines_with(pattern: re.Pattern[str], paths: list[str]) -> str:
    """`path:line: text`, a line for every line of `paths` in which `pattern` is found."""
    return "\n".join(
        f"{path}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if pattern.search(line)
    )


def imports_of(path: str) -> set[str]:
    """The full names of the modules that the file at `path` imports anywhere, relative ones resolved."""
    package = path.split("/")[:-1]
    names: set[str] = set()
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            names.add(".".join([*base, *([node.module] if node.module else [])]))
    return names


def python(program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `program` in `folder`, with every warning an error."""
    command = [sys.executable, "-W", "error", "-c", program]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


class TestPatterns:
    """Each pattern finds what it is for, and leaves alone what only looks like it."""

    @pytest.mark.parametrize(
        ("pattern", "found", "left"),
        [
            (OF_ONE_MACHINE, "cd /{}/somebody".format("home"), "see docs/home/page"),
            (OF_ONE_MACHINE, "at {}://pypi.local/simple/".format("https"), "at https://docs.python.org/3/"),
            (LEFT_FOR_LATER, "# {} later".format("TO" + "DO"), "todo lists are not meant"),
            (IGNORED_WITHOUT_REASON, "x  # {}".format("noqa" + ": E501"), "x  # noqa: E501  a table reads better"),
            (IGNORED_WITHOUT_REASON, "x  # {}".format("type: " + "ignore[misc]"), "x  # type: ignore[misc]  # untyped"),
            (STRAY, "a/__pycache__/b.py", "a/cache.py"),
            (STRAY, ".coverage.host.123", ".coveragerc_of_docs.md"),
        ],
    )
    def test_pattern(self, pattern: re.Pattern[str], found: str, left: str) -> None:
        """A planted line is found, its harmless twin is not."""
        assert pattern.search(found)
        assert not pattern.search(left)

    def test_there_are_files_to_look_at(self) -> None:
        """An empty list would keep every rule."""
        assert {"dojo.py", "plugins/simulation/result.py"} <= set(MODULES)


class TestEngine:
    """plugins/simulation is an engine with an API of its own; plugins connect it to pytest."""

    def test_it_never_imports_pytest(self) -> None:
        """Neither pytest and its relatives, nor a plugin of the project."""
        foreign = {
            f"{path}: {name}"
            for path in MODULES
            if path.startswith("plugins/simulation/")
            for name in imports_of(path)
            if name.split(".")[0] in ("pytest", "_pytest", "xdist", "pluggy")
            or (name.startswith("plugins.") and not name.startswith("plugins.simulation"))
        }
        assert not foreign

    def test_importing_it_is_clean(self) -> None:
        """No warning, no output; pytest does not come with it, and the process keeps its own library."""
        program = (
            "import sys, threading, _thread, time\n"
            "def library():\n"
            "    names = 'threading', '_thread', 'time'\n"
            "    return [sys.modules[name] for name in names], threading.Lock, time.sleep\n"
            "before = library()\n"
            "import plugins.simulation\n"
            "assert library() == before\n"
            "assert not {'pytest', '_pytest'} & set(sys.modules)\n"
        )
        run = python(program, REPOSITORY)
        assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


class TestEveryFile:
    """What holds for code and documents alike."""

    def test_none_names_one_machine(self) -> None:
        """No folder of somebody's machine, no address of a package index: the next clone has neither."""
        assert lines_with(OF_ONE_MACHINE, FILES) == ""

    def test_none_is_left_for_later(self) -> None:
        """What is to be done is an issue, not a comment."""
        assert lines_with(LEFT_FOR_LATER, FILES) == ""

    def test_none_is_stray(self) -> None:
        """What tools leave behind is ignored, not tracked."""
        assert [path for path in FILES if STRAY.search(path)] == []


class TestModules:
    """What holds for every module but those of the gallery."""

    def test_each_says_what_it_is(self) -> None:
        """A module, a package too, begins with a docstring; a spec's introduction is the README beside it."""
        silent = [path for path in MODULES if not ast.get_docstring(ast.parse(text_of(path)))]
        specs = {path for path in silent if re.match(r"katas/\w+/test_\w+\.py$", path)}
        assert [path for path in silent if path not in specs] == []
        assert [path for path in specs if f"{path.rpartition('/')[0]}/README.md" not in FILES] == []

    def test_every_package_says_that_it_is_one(self) -> None:
        """Without `__init__.py` another package of that name on sys.path wins."""
        folders = {path.rpartition("/")[0] for path in MODULES if "/" in path and not path.startswith(".")}
        assert [folder for folder in sorted(folders) if f"{folder}/__init__.py" not in FILES] == []

    def test_every_ignore_has_a_reason(self) -> None:
        """It names its code, and words say why: after it, or in a comment on the line before."""
        found = lines_with(IGNORED_WITHOUT_REASON, MODULES).splitlines()
        unexplained = []
        for line in found:
            path, number, _ = line.split(":", 2)
            before = text_of(path).splitlines()[int(number) - 2].strip()
            if not before.startswith("# "):
                unexplained.append(line)
        assert "\n".join(unexplained) == ""


class TestNoModuleIsShadowed:
    """`import queue` must find the standard library's, whatever the katas are called."""

    def test_katas_are_imported_by_their_full_names(self) -> None:
        """The root of the repository is the only folder that is put on the path."""
        settings = tomllib.loads(text_of("pyproject.toml"))["tool"]["pytest"]
        assert settings["pythonpath"] == ["."]
        assert "--import-mode=importlib" in settings["addopts"]

    def test_nothing_at_the_root_has_a_standard_name(self) -> None:
        """What lies at the root is importable by its bare name."""
        roots = {path.partition("/")[0].removesuffix(".py") for path in MODULES}
        assert roots & sys.stdlib_module_names == set()

    def test_no_kata_or_exercise_has_a_standard_name(self) -> None:
        """A learner who runs a file in its own folder gets that folder first on the path."""
        parts = {part.removesuffix(".py") for path in MODULES if path.startswith("katas/") for part in path.split("/")}
        assert parts & sys.stdlib_module_names == set()
