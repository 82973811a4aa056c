"""A small repository of katas in a temporary folder, for the tests of the plugin: real sessions of pytest run there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).resolve().parent.parent

#: Keeps out plugins that only the project's own tests bring along, or nobody needs: they take most of a second to load.
LIKE_A_LEARNERS: Final = "-p no:hypothesispytest -p no:anyio"
_INI: Final = f"""\
[pytest]
addopts = --import-mode=importlib {LIKE_A_LEARNERS}
pythonpath = .
testpaths = katas
filterwarnings = error
"""
#: What an outer run of pytest leaves in the environment, and an inner one must not see.
_OUTER: Final = re.compile(r"PYTEST_|KATAS_|COV_|COVERAGE_")


@dataclass
class Answer:
    """What a session of pytest came to.

    :ivar verdicts: the verdict of each spec, by the name of its function; "" where there is none.
    :ivar outcomes: "passed", "failed", "error" or "skipped" for each.
    :ivar texts: what the report of each failed spec says.
    :ivar told: the properties `verdict` of each entry; a spec that fails and whose teardown does has two entries.
    """

    status: int
    output: str
    verdicts: dict[str, str] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    told: list[tuple[str, list[str]]] = field(default_factory=list)


class Project:
    """A repository of katas with nothing in it but what a test writes.

    :param root: an empty folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("pytest.ini", _INI)
        self.write("conftest.py", 'pytest_plugins = ["plugins.kata.plugin"]\n')
        self.write("katas/__init__.py", "")

    def write(self, path: str, text: str) -> None:
        """Write a file, and the `__init__.py` of its folder."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if path.startswith(("katas/", "reference/")) and not (file.parent / "__init__.py").exists():
            (file.parent / "__init__.py").write_text("", encoding="utf-8")
        file.write_text(textwrap.dedent(text), encoding="utf-8")

    def exercise(self, name: str, code: str, spec: str) -> None:
        """Write an exercise: "kata/x" is katas/kata/x.py with katas/kata/test_x.py."""
        kata, _, file = name.partition("/")
        self.write(f"katas/{kata}/{file}.py", code)
        self.write(f"katas/{kata}/test_{file}.py", spec)

    @property
    def environment(self) -> dict[str, str]:
        """The environment for a session here: nothing of an outer session, and a place for its own temporary folders.

        pytest removes old ones at the end of a session; in the common place these are other people's, and many.
        """
        temporary = self.root / ".temporary"
        temporary.mkdir(exist_ok=True)
        inherited = {name: value for name, value in os.environ.items() if not _OUTER.match(name)}
        own = {"PYTHONPATH": str(REPOSITORY), "COLUMNS": "120", "PYTEST_DEBUG_TEMPROOT": str(temporary)}
        own["KATAS_LANG"] = "en"
        return inherited | own

    def run(self, *arguments: str, timeout: float = 60, environment: dict[str, str] | None = None) -> Answer:
        """Run pytest here with *arguments*.

        :param timeout: seconds after which the session counts as hanging.
        :raises subprocess.TimeoutExpired: if it hangs.
        """
        report = self.root / "report.xml"
        report.unlink(missing_ok=True)
        command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments]
        done = subprocess.run(
            command,
            cwd=self.root,
            env=self.environment | (environment or {}),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        answer = Answer(done.returncode, done.stdout + done.stderr)
        if report.exists():
            _read(report, answer)
        return answer


def _read(report: Path, answer: Answer) -> None:
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - what pytest has just written
        name = str(case.get("name"))
        found = [str(one.get("value")) for one in case.iterfind("properties/property[@name='verdict']")]
        answer.told.append((name, found))
        answer.verdicts[name] = found[0] if found else ""
        outcome = "passed"
        for kind in ("failure", "error", "skipped"):
            element = case.find(kind)
            if element is not None:
                outcome = "failed" if kind == "failure" else kind
                answer.texts[name] = element.text or ""
        answer.outcomes[name] = outcome
