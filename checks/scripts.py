"""Scripts: what a whole program prints that an interpreter of its own runs from beginning to end.

Some things only show there: whether `if __name__ == "__main__":` is missing, and what the interpreter still does when
the last line of the program is behind it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

#: Where `checks` and `katas` lie: scripts may import them.
_ROOT: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class ScriptRun:
    """What became of a script.

    :ivar lines: what it and its processes printed, without the ends of lines.
    :ivar errors: what they wrote to the standard error output.
    :ivar status: its exit status.
    """

    lines: list[str]
    errors: str
    status: int


def run_script(file: Path | str, *arguments: object) -> ScriptRun:
    """Run the script *file* in a fresh interpreter until it and all that it started have ended."""
    return _run([str(file), *map(str, arguments)])


def run_module_text(text: str, *arguments: object) -> ScriptRun:
    """Run the lines of *text* in a fresh interpreter; what they start cannot import them again."""
    return _run(["-c", text, *map(str, arguments)])


def ended_well(run: ScriptRun) -> None:
    """Assert that the script and all of its processes ended without an exception."""
    __tracebackhide__ = True
    last = run.errors.rstrip().rpartition("\n")[2] if run.errors.strip() else "nothing"
    if "Traceback (most recent call last)" in run.errors:
        sentence = next((line for line in run.errors.splitlines() if _names_an_exception(line)), last)
        raise AssertionError(f"run as a script, it or one of its processes failed: {sentence}\n\n{run.errors.rstrip()}")
    if run.status:
        raise AssertionError(f"run as a script, it ended with exit status {run.status}; it said {last}")


def _names_an_exception(line: str) -> bool:
    return line.partition(":")[0].removesuffix("Error") != line.partition(":")[0] and not line.startswith(" ")


def _run(command: list[str]) -> ScriptRun:
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    ran = subprocess.run(
        [sys.executable, *command],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return ScriptRun(ran.stdout.splitlines(), ran.stderr, ran.returncode)
