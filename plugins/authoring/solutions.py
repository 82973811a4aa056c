"""The solutions that a kata is tried with, and how they are run: its gallery, its stubs and its references.

A solution is one file of `GALLERY/KATA/EXERCISE/`, its entry in that kata's `gallery.toml` says what must become of it.
Solutions are run in batches: one solution of each exercise makes a submission, and one pytest judges them all. So the
cost of starting pytest is shared; each spec file has its own child, so they do not meet.

Of a wrong solution only those specs are run that must reject it. What the others say is not pinned.
"""

from __future__ import annotations

import ast
import itertools
import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from plugins.kata.store import HOME
from plugins.simulation import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from plugins.kata.packs import Pack

#: Wall seconds after which a pytest that judges a batch is taken for hung.
PATIENCE: Final = 600


class GalleryError(Exception):
    """A gallery cannot be read, or a session in which it was tried reported nothing; the text says why."""


@dataclass(frozen=True)
class Solution:
    """One entry of a gallery.

    :ivar fails: for each spec that must reject it the verdicts, one of which it must get; empty for a right solution.
    :ivar says: regular expressions that the explanations of these failures must contain, case ignored.
    :ivar hammer: "not shown: REASON" for a mistake that real threads cannot show, else "".
    """

    pack: Pack
    kata: str
    exercise: str
    slug: str
    fails: dict[str, tuple[str, ...]]
    says: tuple[str, ...]
    hammer: str = ""

    @property
    def file(self) -> Path:
        """Where it lies."""
        return self.pack.gallery / self.kata / self.exercise / f"{self.slug}.py"

    @property
    def specs(self) -> list[str]:
        """What pytest is asked to run for it."""
        file = f"katas/{self.kata}/test_{self.exercise}.py"
        return [f"{file}::{spec}" for spec in self.fails] or [file]

    def __str__(self) -> str:
        """The name of its test."""
        return f"{self.kata}-{self.exercise}-{self.slug}"


@dataclass(frozen=True)
class Case:
    """One case of one spec, as pytest reported it.

    :ivar spec: the function's name, without parameters.
    :ivar name: the name with its parameters.
    :ivar verdict: the property `verdict`, "ok" if there is none and the case passed.
    :ivar text: the explanation of a failure, or "".
    :ivar proved: how many interleavings it has, if it holds under all of them; else 0.
    """

    kata: str
    exercise: str
    spec: str
    name: str
    verdict: str
    text: str
    proved: int = 0


def gallery_of(pack: Pack, kata: str) -> Iterator[Solution]:
    """Yield the entries of one kata's gallery, in the order of its file.

    :raises GalleryError: if it cannot be read.
    """
    file = pack.gallery / kata / "gallery.toml"
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{file} cannot be read: {error}"
        raise GalleryError(msg) from error
    for exercise, entries in tables.items():
        for slug, entry in entries.items():
            fails = {
                spec: (verdicts,) if isinstance(verdicts, str) else tuple(verdicts)
                for spec, verdicts in entry["fails"].items()
            }
            yield Solution(pack, kata, exercise, slug, fails, tuple(entry.get("says", ())), entry.get("hammer", ""))


def batches(pack: Pack, katas: Iterable[str]) -> list[list[Solution]]:
    """Return all solutions of these katas, in lists that hold at most one of each exercise."""
    by_exercise: dict[tuple[str, str], list[Solution]] = {}
    for kata in katas:
        for solution in gallery_of(pack, kata):
            by_exercise.setdefault((kata, solution.exercise), []).append(solution)
    rows = itertools.zip_longest(*by_exercise.values())
    return [[solution for solution in row if solution is not None] for row in rows]


def judge(root: Path, batch: Iterable[Solution], folder: Path, *options: str, **environment: str) -> list[Case]:
    """Run the specs against the solutions of one batch.

    :param root: the repository.
    :param folder: an empty folder to work in.
    :param options: further arguments for pytest.
    :param environment: further variables for it.
    """
    specs = []
    for solution in batch:
        place = folder / solution.kata
        place.mkdir(exist_ok=True)
        shutil.copyfile(solution.file, place / f"{solution.exercise}.py")
        specs += solution.specs
    return run_specs(root, folder, *specs, "--submission", str(folder), *options, **environment)


def run_specs(
    root: Path, folder: Path, *arguments: str, through: Iterable[str] = ("-m", "pytest"), **environment: str
) -> list[Case]:
    """Run pytest in a process of its own and return what it reported, case by case.

    :param root: the repository.
    :param folder: where its report goes.
    :param through: what the interpreter is told in order to start pytest.
    :raises GalleryError: if it reported nothing.
    """
    report = folder / "report.xml"
    options = ["-v", "-p", "no:cacheprovider", "--junitxml", str(report)]
    ended = subprocess.run(
        [sys.executable, *through, *arguments, *options],
        cwd=root,
        # What is tried here is not the learner's progress.
        env={**os.environ, "COLUMNS": "200", HOME: str(folder / "home"), language.VARIABLE: "en", **environment},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    if ended.returncode not in {0, 1}:
        raise GalleryError(ended.stdout + ended.stderr)
    return [_case(element) for element in ET.parse(report).iter("testcase")]  # noqa: S314 - our own report


def signatures(file: Path) -> set[str]:
    """Return what the module in *file* offers, written as in the catalogue."""
    found = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            found.add(_signature(node, node.name))
        elif isinstance(node, ast.ClassDef):
            found.add(f"class {node.name}")
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef)]
            found |= {_signature(method, f"{node.name}.{method.name}", skip=1) for method in methods}
    return {line for line in found if "._" not in line.replace(".__init__", "") and not line.startswith("_")}


def _signature(function: ast.FunctionDef, name: str, skip: int = 0) -> str:
    """Return the signature of *function*, without its first *skip* parameters, under this *name*."""
    del function.args.args[:skip]
    returns = ast.unparse(function.returns) if function.returns is not None else ""
    if any(isinstance(decorator, ast.Name) and decorator.id == "property" for decorator in function.decorator_list):
        return f"{name} -> {returns}"
    return f"{name}({_spaced(ast.unparse(function.args))}) -> {returns}"


def _spaced(parameters: str) -> str:
    """Return *parameters* with spaces around the sign of a default, where `ast.unparse` has none."""
    return parameters.replace("=", " = ")


def _case(element: ET.Element) -> Case:
    """Read one test case of the report."""
    _, kata, module = element.attrib["classname"].split(".")
    name = element.attrib["name"]
    properties = {each.attrib["name"]: each.attrib["value"] for each in element.iter("property")}
    failure = element.find("failure")
    if failure is None:
        failure = element.find("error")
    text = "" if failure is None else f"{failure.attrib.get('message', '')}\n{failure.text}"
    verdict = properties.get("verdict", "ok" if failure is None else "none")
    proved = int(properties.get("proved", 0))
    return Case(kata, module.removeprefix("test_"), name.partition("[")[0], name, verdict, text, proved)
