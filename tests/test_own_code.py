"""An engineer's own tests, outside of katas/: packages that are named are rewritten, all else is untouched."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Final

import pytest

from tests.kata_project import LIKE_A_LEARNERS, REPOSITORY, Project

pytestmark = pytest.mark.once

SETTINGS: Final = f"[pytest]\naddopts = --import-mode=importlib {LIKE_A_LEARNERS}\npythonpath = .\n"
SHOP: Final = """
import threading

SOLD = []

class Stock:
    def __init__(self, left):
        self.left = left
        self.lock = threading.Lock()

    def take(self):
        self.left -= 1
        SOLD.append(threading.current_thread().name)

    def take_safely(self):
        with self.lock:
            self.left -= 1
"""

SPEC: Final = """
import threading

import pytest
import shop
from shop import Stock

def sell(take):
    buyers = [threading.Thread(target=take, name=name) for name in ("ann", "bob")]
    for buyer in buyers: buyer.start()
    for buyer in buyers: buyer.join()

@pytest.mark.explore(rewrite=["shop"])
def test_lost():
    sell(Stock(3).take)

@pytest.mark.explore(rewrite=["shop"], schedules=50)
def test_right():
    stock = Stock(3)
    sell(stock.take_safely)
    assert stock.left == 1
    assert isinstance(stock, shop.Stock)

@pytest.mark.explore(rewrite=["shop"], schedules=50)
def test_each_schedule_has_a_fresh_package():
    assert shop.SOLD == []
    shop.SOLD.append(1)

def test_untouched():
    import sys
    assert sys.modules["shop"] is shop
    assert shop.Stock is Stock
    assert threading.Lock.__module__ != "plugins.simulation"
    assert shop.SOLD == []
    assert "@" not in "".join(name[0] for name in vars(shop))
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A package with a race, and tests of it."""
    made = Project(tmp_path)
    made.write("pytest.ini", SETTINGS)
    made.write("conftest.py", 'pytest_plugins = ["plugins.kata.plugin", "plugins.hammer.plugin", "plugins.report"]\n')
    made.write("shop.py", SHOP)
    made.write("tests/test_shop.py", SPEC)
    return made


@pytest.mark.parametrize(
    "options", [[], ["-n", "1", "-p", "xdist"], ["-s"]], ids=["in children", "in a worker", "here"]
)
def test_explored_and_untouched(options: list[str], project: Project) -> None:
    """What is marked is explored in rewritten packages; a test that is not marked has the real ones."""
    answer = project.run("tests", *options)
    assert answer.outcomes == {
        "test_lost": "failed",
        "test_right": "passed",
        "test_each_schedule_has_a_fresh_package": "passed",
        "test_untouched": "passed",
    }, answer.output
    assert answer.verdicts["test_lost"] == "lost-update"
    assert answer.verdicts["test_untouched"] == ""
    text = answer.texts["test_lost"]
    assert "an update of `self.left` was lost" in text
    assert "shop.py" in text
    assert "`self.left -= 1`" in text


def test_the_command_replays_it(project: Project) -> None:
    """The report names the test file and a token; the token runs that test alone."""
    text = project.run("tests").texts["test_lost"]
    command = re.search(r"see it again  pytest (\S+) --replay (\S+)", text)
    assert command is not None
    assert command[1] == "tests/test_shop.py"
    assert project.run(command[1], "--replay", command[2]).verdicts == {"test_lost": "lost-update"}


def test_named_in_the_ini_file(project: Project) -> None:
    """The packages can be named for all tests."""
    ini = (project.root / "pytest.ini").read_text("utf-8")
    project.write("pytest.ini", ini + "explore_rewrite = shop\n")
    project.write("tests/test_shop.py", SPEC.replace('rewrite=["shop"], ', "").replace('rewrite=["shop"]', ""))
    assert project.run("tests").verdicts["test_lost"] == "lost-update"


def test_real_threads(project: Project) -> None:
    """`--hammer` takes them too."""
    answer = project.run("tests", "--hammer", "300", "-k", "lost or right")
    assert answer.verdicts == {"test_lost": "lost-update", "test_right": "ok"}
    assert "on CPython" in answer.texts["test_lost"]


@pytest.mark.parametrize(
    ("mark", "says"),
    [
        ("", "names nothing to rewrite: say rewrite=['your_package'], or set explore_rewrite in the ini file"),
        ("rewrite=['a b']", "is to rewrite 'a b': give the names of modules or packages"),
        ("rewrite='shop', network='slow'", "has the network 'slow'; choose one of pieces, whole"),
        ("rewrite='shop', if_unsupported='hope'", "has the if_unsupported 'hope'; choose one of fail, skip"),
        ("rewrite='shop', wakeups='random'", "has the wakeups 'random'; choose one of in-order, any"),
    ],
)
def test_misuse(mark: str, says: str, project: Project) -> None:
    """A mark that cannot be followed is an error with the way out."""
    project.write("tests/test_shop.py", f"import pytest\n\n@pytest.mark.explore({mark})\ndef test_x(): pass\n")
    answer = project.run("tests")
    assert answer.status != 0
    assert says in " ".join(answer.output.split())


def test_a_package_that_is_not_there(project: Project) -> None:
    """The test fails with the import's own error."""
    project.write(
        "tests/test_shop.py", "import pytest\n\n@pytest.mark.explore(rewrite='nowhere')\ndef test_x(): pass\n"
    )
    answer = project.run("tests")
    assert answer.status == 1
    assert "No module named 'nowhere'" in answer.output


def test_the_page(tmp_path: Path) -> None:
    """The test that the page shows finds the race that it is about."""
    page = (REPOSITORY / "docs" / "your-own-code.md").read_text("utf-8")
    found = re.findall(r"(?:^(?: {4}.*)?\n)+", page, re.MULTILINE)
    blocks = [textwrap.dedent(block) for block in found if block.strip()]
    made = Project(tmp_path)
    made.write("pytest.ini", SETTINGS)
    made.write("conftest.py", blocks[0])
    made.write("shop.py", SHOP)
    made.write("tests/test_shop.py", blocks[1])
    assert made.run("tests").verdicts == {"test_two_buyers": "lost-update"}
