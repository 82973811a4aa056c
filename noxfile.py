"""The checks of the project over the Pythons at hand: `nox` runs all, `nox -l` lists them.

Packages come from pyproject.toml, the same lists that dojo.py and .ci/run install from.
"""

from __future__ import annotations

from typing import Final

import nox

PYTHONS: Final = ["3.11", "3.12", "3.13"]
PROJECT: Final = nox.project.load_toml("pyproject.toml")["project"]
DEPENDENCIES: Final[list[str]] = PROJECT["dependencies"]
TESTS: Final[list[str]] = [*DEPENDENCIES, *PROJECT["optional-dependencies"]["tests"]]
DEV: Final[list[str]] = PROJECT["optional-dependencies"]["dev"]

nox.needs_version = ">=2025.5"
nox.options.default_venv_backend = "venv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["lint", "types", "tests"]


@nox.session
def lint(session: nox.Session) -> None:
    """The rules of ruff, and its format."""
    session.install(*DEV)
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Mypy, strict."""
    session.install(*TESTS, *DEV)
    session.run("mypy")


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The project's own tests; arguments after `--` go to pytest besides."""
    session.install(*TESTS)
    session.run("pytest", "tests", "-n", "auto", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Lines and branches that the tests reach, children and simulated threads included."""
    session.install(*TESTS)
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", "tests")
    session.run("coverage", "combine")
    session.run("coverage", "report")


@nox.session(python="3.12")
def benchmarks(session: nox.Session) -> None:
    """Speed against the peers, side by side; they are installed here only."""
    session.install(*DEPENDENCIES, *PROJECT["optional-dependencies"]["bench"])
    session.run("python", "-m", "benchmarks", *session.posargs)
