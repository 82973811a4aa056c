"""The interpreters that the benchmarks run on, and the environment in which the peers are installed.

The peers are installed nowhere else: into the environment that runs the benchmarks if they are there already (`nox -s
benchmarks`), else into one of their own beside this file, made on first use.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

REPOSITORY: Final = Path(__file__).resolve().parent.parent

#: interleave-test needs sys.monitoring, hence 3.12.
PEERS_NEED: Final = (3, 12)
_NEEDED_HERE: Final = "greenlet"
_IMPORT_PEERS: Final = "import greenlet, frontrun, interleave_test"


def succeeds(python: str, code: str) -> bool:
    """Whether *code* runs without an error in the interpreter *python*."""
    try:
        done = subprocess.run([python, "-c", code], cwd=REPOSITORY, capture_output=True, check=False, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def version_of(python: str) -> tuple[int, int]:
    """Return major and minor version of the interpreter *python*.

    :raises ValueError: if it cannot be run.
    """
    code = "import sys, json; print(json.dumps(sys.version_info[:2]))"
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError) as error:
        msg = f"{python!r} is no Python that could be run: {error}"
        raise ValueError(msg) from error
    major, minor = json.loads(done.stdout)
    return major, minor


def pythons(given: Iterable[str], needs: str = "import greenlet, pytest, xdist, rich") -> dict[str, str]:
    """Return the interpreters to measure on, by version ("3.12").

    :param given: paths or commands; if there are none, those at hand are taken.
    :param needs: code that each must be able to run.
    """
    candidates = list(given)
    if not candidates:
        candidates = [sys.executable, *(f"python3.{minor}" for minor in (11, 12, 13))]
    found: dict[str, str] = {}
    for candidate in candidates:
        path = shutil.which(candidate)
        if path is not None and succeeds(path, needs):
            found.setdefault(".".join(map(str, version_of(path))), path)
    return found


def peers_python(given: Iterable[str]) -> str:
    """Return an interpreter in which the peers and the simulated machine can be imported; install them if need be.

    :raises RuntimeError: if there is no Python that is new enough.
    """
    candidates = [*given, sys.executable, "python3.12", "python3.13"]
    for candidate in candidates:
        path = shutil.which(candidate)
        if path is None or not succeeds(path, "pass") or not PEERS_NEED <= version_of(path) < (3, 14):
            continue
        return path if succeeds(path, _IMPORT_PEERS) else _install_peers(path)
    msg = "the peers need Python 3.12 or 3.13: name one with --python"
    raise RuntimeError(msg)


def _install_peers(python: str) -> str:
    folder = Path(__file__).with_name(f".peers-{'.'.join(map(str, version_of(python)))}")
    made = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not succeeds(str(made), _IMPORT_PEERS):
        project: dict[str, Any] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        wanted = [name for name in project["dependencies"] if name.startswith(_NEEDED_HERE)]
        wanted += project["optional-dependencies"]["bench"]
        print(f"installing {', '.join(wanted)} into {folder.relative_to(REPOSITORY)}", file=sys.stderr)
        subprocess.run([python, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(made), "-m", "pip", "install", "--quiet", *wanted], check=True)
    return str(made)


def run_json(command: list[str], limit: float) -> dict[str, Any]:
    """Run *command* from the repository's root; return the JSON object on the last line that it prints.

    :param limit: seconds after which it is ended; the answer is then `{"late": limit}`.
    :raises RuntimeError: if it fails.
    """
    try:
        done = subprocess.run(
            command,
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=limit,
        )
    except subprocess.TimeoutExpired:
        return {"late": limit}
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        msg = f"{' '.join(command[1:])} failed with status {done.returncode}: {done.stderr[-2000:]}"
        raise RuntimeError(msg)
    answer: dict[str, Any] = json.loads(lines[-1])
    return answer
