"""A small repository of katas and a class's submissions to it, for the tests of `--submissions`."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from tests.kata_project import Project

if TYPE_CHECKING:
    from pathlib import Path

RIGHT: Final = "def give():\n    return 1\n"
#: Four specs: the second has nothing to do with the module, the others pass if `give` returns 1.
SPEC: Final = """\
import pytest

def test_a(kata):
    assert kata.give() == 1

def test_b(printed):
    assert printed.text == ""

@pytest.mark.parametrize("n", [1, "x-y"])
def test_c(kata, n):
    assert kata.give() == 1
"""


class ClassProject(Project):
    """A repository with one exercise, mixed/one, and a folder of submissions beside it.

    :param root: an empty folder.
    """

    def __init__(self, root: Path) -> None:
        super().__init__(root / "repository")
        plugins = ("plugins.kata.plugin", "plugins.submissions.plugin", "plugins.report")
        self.write("conftest.py", f"pytest_plugins = {plugins!r}\n")
        self.exercise("mixed/one", "def give():\n    raise NotImplementedError\n", SPEC)
        self.folder = root / "class"
        self.folder.mkdir()

    def hand_in(self, person: str, code: str | bytes = RIGHT, file: str = "mixed/one.py") -> Path:
        """Write a file of somebody's submission, and return where it lies."""
        place = self.folder / person / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(code if isinstance(code, bytes) else textwrap.dedent(code).encode())
        return place
