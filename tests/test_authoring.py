"""For authors: `docs/writing-a-kata.md` followed word by word, and what the self-check says on the way."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.kata_project import REPOSITORY, Project
from tests.test_house import FILES

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.once

DOCUMENT: Final = REPOSITORY / "docs" / "writing-a-kata.md"
#: A line with a path, and the indented block below it.
_BLOCK: Final = re.compile(r"^`([\w/.]+)`:\n\n((?:(?:    .*)?\n)+)", re.MULTILINE)
_ENTRY: Final = re.compile(r"^At the end of `katas/catalogue\.toml`:\n\n((?:(?:    .*)?\n)+)", re.MULTILINE)


def files_of_the_document() -> dict[str, str]:
    """The files that the document shows whole, by path."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return {path: textwrap.dedent(block).rstrip() + "\n" for path, block in _BLOCK.findall(text)}


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Project]:
    """A copy of the repository, as git has it; removed at the end, since it is large."""
    root = tmp_path / "clone"
    for path in FILES:
        if path.startswith(("katas/", "reference/", "checks/", "plugins/", "conftest.py", "pyproject.toml")):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(REPOSITORY / path, root / path)
    project = Project.__new__(Project)
    project.root = root
    yield project
    shutil.rmtree(root)


def pytest_in(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the clone's own pytest in it."""
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=project.root,
        env=project.environment | {"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_document_is_followed_word_by_word(clone: Project) -> None:
    """Files are laid out, the self-check says what is missing; with the document's files nothing is, and all holds."""
    laid_out = pytest_in(clone, "--new-kata", "gates/turnstile")
    assert laid_out.returncode == 0, laid_out.stdout + laid_out.stderr
    assert "katas/gates/turnstile.py" in laid_out.stdout
    assert "--check-kata gates" in laid_out.stdout

    lacking = pytest_in(clone, "--check-kata", "gates")
    assert lacking.returncode == 1
    for expected in (
        "- the catalogue's [gates] teaches is missing in the language en",
        "katas/gates/README.zh.md is missing",
        "tests/gallery/gates has 1 wrong solutions; a kata needs 5",
        "tests/gallery/gates has 0 other right solutions of turnstile; an exercise needs 2",
        "hints.toml: hint 1 on turnstile is missing in the language zh",
    ):
        assert expected in lacking.stdout

    for path, text in files_of_the_document().items():
        file = clone.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (clone.root / "tests/gallery/gates/turnstile/does_nothing.py").unlink()
    catalogue = clone.root / "katas" / "catalogue.toml"
    entry = _ENTRY.search(DOCUMENT.read_text(encoding="utf-8"))
    assert entry is not None
    before = catalogue.read_text(encoding="utf-8").partition("[gates]")[0]
    catalogue.write_text(before + textwrap.dedent(entry.group(1)), encoding="utf-8")

    complete = pytest_in(clone, "--check-kata", "gates")
    assert (
        complete.stdout == "gates is complete: stubs, references, lessons, hints, and every solution of its gallery.\n"
    )
    assert complete.returncode == 0

    spec = clone.root / "katas/gates/test_turnstile.py"
    spec.write_text(spec.read_text(encoding="utf-8").replace("gate = kata.Turnstile(2)", "gate = kata.Turnstile(9)"))
    weaker = spec.read_text(encoding="utf-8").replace(
        "checks.at_most_together(spans, 1)", "checks.at_most_together(spans, 2)"
    )
    spec.write_text(weaker, encoding="utf-8")
    unproven = pytest_in(clone, "--check-kata", "gates")
    assert unproven.returncode == 1
    assert "- gates-turnstile-no_gate is wrong, and test_one_at_a_time accepts it" in unproven.stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gates", "'gates' is no name for a kata; give KATA/EXERCISE in small letters, such as gates/turnstile"),
        ("Gates/turnstile", "'Gates/turnstile' is no name for a kata"),
        ("gates/class", "'gates/class' is no name for a kata"),
        ("queue/first", "'queue' is a module of the standard library"),
        ("gates/json", "'json' is a module of the standard library"),
        ("sums/three", "is there already; nothing was written. Choose another name than 'sums'"),
    ],
)
def test_names_that_cannot_be(tmp_path: Path, name: str, said: str) -> None:
    """The name is said, and the way out; nothing is written."""
    project = Project(tmp_path)
    project.write("conftest.py", 'pytest_plugins = ["plugins.kata.plugin", "plugins.authoring.plugin"]\n')
    project.write("katas/catalogue.toml", "[sums]\n[sums.exercises.two]\n")
    before = sorted(tmp_path.rglob("*"))
    answer = project.run("--new-kata", name)
    assert answer.status == 4
    assert said in answer.output
    after = [
        path
        for path in sorted(tmp_path.rglob("*"))
        if ".temporary" not in path.parts and "__pycache__" not in path.parts
    ]
    assert [path for path in after if path not in before] == []


def test_in_a_package(tmp_path: Path) -> None:
    """`--pack` lays a kata out in another package, whose gallery lies beside its katas."""
    project = Project(tmp_path)
    project.write("conftest.py", 'pytest_plugins = ["plugins.kata.plugin", "plugins.authoring.plugin"]\n')
    project.write("gates_pack/__init__.py", "")
    assert project.run("--new-kata", "gates/turnstile", "--pack", "gates_pack").status == 0
    for path in ("katas/catalogue.toml", "katas/gates/test_turnstile.py", "reference/gates/turnstile.py"):
        assert (tmp_path / "gates_pack" / path).is_file()
    assert (tmp_path / "gates_pack/gallery/gates/turnstile/does_nothing.py").is_file()
    assert "there is no such folder" in project.run("--new-kata", "gates/turnstile", "--pack", "nowhere").output


def test_a_kata_that_is_not_there(tmp_path: Path) -> None:
    """Those that there are are named."""
    project = Project(tmp_path)
    project.write("conftest.py", 'pytest_plugins = ["plugins.kata.plugin", "plugins.authoring.plugin"]\n')
    project.write("katas/catalogue.toml", "[sums]\n[sums.exercises.two]\n")
    answer = project.run("--check-kata", "gates")
    assert answer.status == 4
    assert "--check-kata 'gates': there is no such kata; there are sums" in answer.output
