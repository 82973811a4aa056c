"""The README keeps its word: what it shows is what is printed today, and what it names is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parent.parent
README: Final = (REPOSITORY / "README.md").read_text(encoding="utf-8")
#: The solution whose report is shown, and the spec that it fails.
SHOWN: Final = REPOSITORY / "tests/gallery/condition/alternating/document_with.py"
SPEC: Final = f"{REPOSITORY}/katas/condition/test_alternating.py::test_odd_may_start_first[10]"
#: What is printed for another person: where the file lies, and the command with its token.
PERSONAL: Final = re.compile(r"^ *(?:\S*alternating\.py|see it again .*)$\n?", re.MULTILINE)


def test_the_report_is_a_real_one(tmp_path: Path) -> None:
    """Word for word, but for the path of the solution and the command that sees it again."""
    (tmp_path / "mine" / "condition").mkdir(parents=True)
    shutil.copy(SHOWN, tmp_path / "mine" / "condition" / "alternating.py")
    settings = ["-c", str(REPOSITORY / "pyproject.toml"), "-p", "no:cacheprovider"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, SPEC, "--submission", "mine"],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")} | {"COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 1, run.stdout
    [printed] = re.findall(r"^deadlock: .*?(?=^  see it again)", run.stdout, re.MULTILINE | re.DOTALL)
    shown = re.search(r"^    deadlock: .*?(?=^      see it again)", README, re.MULTILINE | re.DOTALL)
    assert shown is not None
    assert PERSONAL.sub("", textwrap.dedent(shown[0])) == PERSONAL.sub("", printed)


def test_every_kata_is_named() -> None:
    """With its title and its exercises, as the catalogue has them, in the same order."""
    catalogue = tomllib.loads((REPOSITORY / "katas/catalogue.toml").read_text(encoding="utf-8"))
    rows = [
        f"| [`katas/{name}`](katas/{name}/README.md) | {kata['title']} | {', '.join(kata['exercises'])} |"
        for name, kata in catalogue.items()
    ]
    assert [row for row in rows if row not in README] == []
    assert "\n".join(rows) in README


def test_every_link_leads_somewhere() -> None:
    """Files of the repository that the README and the documents point to are there."""
    for document in [REPOSITORY / "README.md", *(REPOSITORY / "docs").glob("*.md")]:
        # Indented are files that the document shows, whose links begin elsewhere.
        text = re.sub(r"(?m)^ {4}.*$", "", document.read_text(encoding="utf-8"))
        targets = re.findall(r"\]\(([^)#:]+)\)", text)
        assert [target for target in targets if not (document.parent / target).exists()] == []


def test_every_module_that_the_architecture_names_is_there() -> None:
    """A file name in the document is a file in the repository."""
    names = re.findall(r"`([\w/]+\.py)`", (REPOSITORY / "docs/architecture.md").read_text(encoding="utf-8"))
    places = [REPOSITORY, *(REPOSITORY / "plugins").glob("*/")]
    missing = {name for name in names if "NAME" not in name and not any((place / name).is_file() for place in places)}
    assert missing == set()
