"""Packs: katas of an installed package join the list, the specs, the progress and the languages."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from tests.kata_project import Project

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.once

CATALOGUE = """\
[gates]
part = "beyond"
title = "Gates"
teaches = "letting people through"
zh.title = "门"
zh.teaches = "放人通过"

[gates.exercises.turnstile]
task = "One at a time"
public = ["run() -> int"]
"""
STUB = 'def run():\n    """Return two."""\n    raise NotImplementedError\n'
SPEC = """\
def test_sum(kata):
    assert kata.run() == 2


def test_name(kata):
    assert kata.__name__.endswith("turnstile")
"""
RIGHT = "def run():\n    return 2\n"


class Installed:
    """A repository with one kata, and a package with another one that is installed beside it."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root / "repository")
        plugins = [
            "plugins.kata.plugin",
            "plugins.hammer.plugin",
            "plugins.speaking",
            "plugins.path.plugin",
            "plugins.dojo.plugin",
        ]
        self.project.write("conftest.py", f"pytest_plugins = {plugins}\n")
        self.project.write("katas/catalogue.toml", '[sums]\npart = "threads"\n[sums.exercises.two]\n')
        self.project.exercise("sums/two", RIGHT, "def test_two(kata):\n    assert kata.run() == 2\n")
        self.site = root / "site"
        self.pack = self.site / "gates_pack"
        for path, text in {
            "__init__.py": "",
            "katas/__init__.py": "",
            "katas/catalogue.toml": CATALOGUE,
            "katas/gates/__init__.py": "",
            "katas/gates/README.md": "# Gates\n",
            "katas/gates/README.zh.md": "# 门\n",
            "katas/gates/turnstile.py": STUB,
            "katas/gates/test_turnstile.py": SPEC,
            "katas/gates/hints.toml": '[[turnstile.hints]]\nen = "How many?"\nzh = "几个？"\n',
            "reference/__init__.py": "",
            "reference/gates/__init__.py": "",
            "reference/gates/turnstile.py": RIGHT,
            "gallery/gates/gallery.toml": "[turnstile.sum]\nfails = {}\n",
            "gallery/gates/turnstile/sum.py": '"""Adds up."""\n\ndef run():\n    return 1 + 1\n',
        }.items():
            file = self.pack / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self.install("gates_pack")

    def install(self, package: str) -> None:
        """Write what `pip install` would: metadata with an entry point."""
        info = self.site / "gates_pack-1.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: gates-pack\nVersion: 1.0\n", encoding="utf-8")
        points = f"[concurrency_katas.packs]\ngates = {package}\n"
        (info / "entry_points.txt").write_text(textwrap.dedent(points), encoding="utf-8")

    def run(self, *arguments: str, language: str = "en") -> tuple[int, str, dict[str, str]]:
        """Run a session; return its status, what it said, and the verdicts."""
        path = f"{self.project.environment['PYTHONPATH']}:{self.site}"
        answer = self.project.run(*arguments, environment={"PYTHONPATH": path, "KATAS_LANG": language})
        return answer.status, answer.output, answer.verdicts


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    """Both."""
    return Installed(tmp_path)


def test_its_specs(installed: Installed) -> None:
    """They run by the name of the kata, by their file, and where no path is given; stub and reference are its own."""
    stub = {"test_sum": "not-implemented", "test_name": "ok"}
    assert installed.run("katas/gates")[2] == stub
    assert installed.run("katas/gates/test_turnstile.py::test_name")[2] == {"test_name": "ok"}
    assert installed.run("-n", "2")[2] == {"test_two": "ok", **stub}
    assert installed.run("katas/gates", "--reference")[2] == {"test_sum": "ok", "test_name": "ok"}


def test_a_report_can_be_replayed(installed: Installed) -> None:
    """The token of a report finds its spec again, whichever path was given."""
    (installed.pack / "katas/gates/turnstile.py").write_text(RIGHT.replace("2", "3"), encoding="utf-8")
    _, said, _ = installed.run("-k", "test_sum")
    command = next(line.split() for line in said.splitlines() if "--replay" in line)
    replayed = installed.run(*command[command.index("pytest") + 1 :])
    assert replayed[2] == {"test_sum": "assertion"}


def test_the_list(installed: Installed) -> None:
    """Its katas come after those of the repository, with progress; the next one is named with its lesson."""
    installed.run("katas/sums")
    _, said, _ = installed.run("--katas")
    assert "letting people through" in said
    assert "1 of 2 katas are green." in said
    assert "gates_pack/katas/gates/README.md" in said
    (installed.pack / "katas/gates/turnstile.py").write_text(RIGHT, encoding="utf-8")
    assert "now green: gates, turnstile" in installed.run("katas/gates")[1]
    assert "2 of 2 katas are green." in installed.run("--katas")[1]


def test_the_languages(installed: Installed) -> None:
    """Its own texts are shown in the language in use."""
    _, said, _ = installed.run("--katas", language="zh")
    assert "放人通过" in said
    installed.run("katas/sums")
    assert "README.zh.md" in installed.run("--katas", language="zh")[1]
    assert "几个？" in installed.run("katas/gates", "--hint", language="zh")[1]


def test_the_rest_of_the_path(installed: Installed) -> None:
    """Comparison with its reference and gallery; a light of a dojo session and its files taken back."""
    own = installed.pack / "katas/gates/turnstile.py"
    own.write_text(RIGHT, encoding="utf-8")
    installed.run("katas/gates", "--dojo", "friday")
    said = installed.run("katas/gates", "--compare")[1]
    assert "the reference" in said
    assert "Adds up." in said
    own.write_text(STUB, encoding="utf-8")
    installed.run("--dojo-take", "1")
    assert own.read_text(encoding="utf-8") == RIGHT


@pytest.mark.parametrize(
    ("package", "said"),
    [
        ("no_such_package", "names 'no_such_package', which is no installed package"),
        ("json.tool", "names 'json.tool', which is no installed package"),
    ],
)
def test_an_entry_point_that_names_no_package(installed: Installed, package: str, said: str) -> None:
    """It is a usage error that names it."""
    installed.install(package)
    status, text, _ = installed.run("--katas")
    assert (status, said in text) == (4, True), text


def test_two_katas_of_one_name(installed: Installed) -> None:
    """Both places are named."""
    catalogue = CATALOGUE.replace("gates", "sums")
    (installed.pack / "katas/catalogue.toml").write_text(catalogue, encoding="utf-8")
    status, text, _ = installed.run("--katas")
    assert status == 4
    assert "both have a kata 'sums'; one needs another name" in text
