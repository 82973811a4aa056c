"""Run one of CPython's own test modules against rewritten copies of standard modules, and say how each test went.

    python -m tests.rewritten_stdlib plain|rewritten fractions test.test_fractions

prints one JSON object: {"sites": N, "accesses": N, "outcomes": {test id: outcome}}. It is a program of its own because
the standard modules of the process are replaced.
"""

from __future__ import annotations

import importlib
import io
import json
import sys
import unittest
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from typing import TYPE_CHECKING, Any, ClassVar

from plugins.simulation import visible
from plugins.simulation.rewrite import Rewritten, compile_module

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType


class Counting:
    """A machine that switches nothing and counts what it is told."""

    def __init__(self) -> None:
        self.accesses = 0

    def access(self, write: bool, owner: object, key: object, site: Any) -> None:
        """Count an access."""
        assert isinstance(write, bool)
        assert owner is not None
        assert site.line >= 0
        self.accesses += 1

    def tick(self, site: Any) -> None:
        """Take note of a loop's turn."""
        assert site.kind in {"loop", "iteration"}


class Loader(SourceFileLoader):
    """Executes the rewritten form of a module."""

    machine = Counting()
    rewritten: ClassVar[dict[str, Rewritten]] = {}

    def exec_module(self, module: ModuleType) -> None:
        """Run the rewritten code in *module*."""
        rewritten = self.rewritten[self.name]
        code = visible.install(module.__dict__, rewritten, self.machine)
        exec(code, module.__dict__)  # noqa: S102 importing a module is running it


class Finder(MetaPathFinder):
    """Finds some modules before everybody else does, and has them rewritten if it shall."""

    def __init__(self, names: Sequence[str], *, rewrite: bool) -> None:
        self.names = names
        self.rewrite = rewrite

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """Find *name* as usual, with another loader."""
        if name not in self.names:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and self.rewrite and isinstance(spec.loader, SourceFileLoader):
            spec.loader = Loader(spec.loader.name, spec.loader.path)
        return spec


class Outcomes(unittest.TextTestResult):
    """Notes how each test went."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.outcomes: dict[str, str] = {}

    def startTest(self, test: unittest.TestCase) -> None:  # noqa: N802 unittest's name
        """A test passes unless something else is heard of it."""
        super().startTest(test)
        self.outcomes[test.id()] = "passed"

    def addSkip(self, test: unittest.TestCase, reason: str) -> None:  # noqa: N802 unittest's name
        """Skipped."""
        super().addSkip(test, reason)
        self.outcomes[test.id()] = "skipped"

    def addFailure(self, test: unittest.TestCase, err: Any) -> None:  # noqa: N802 unittest's name
        """Failed."""
        super().addFailure(test, err)
        self.outcomes[test.id()] = "failed"

    def addError(self, test: unittest.TestCase, err: Any) -> None:  # noqa: N802 unittest's name
        """Ended in an exception."""
        super().addError(test, err)
        self.outcomes[test.id()] = "failed"

    # Spelt as unittest does.
    def addSubTest(self, test: unittest.TestCase, subtest: unittest.TestCase, err: Any) -> None:  # noqa: N802
        """A part of a test failed."""
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.outcomes[test.id()] = "failed"


def main(how: str, modules: str, tests: str) -> None:
    """Run *tests* (a test module's name) with *modules* (comma between names) fresh, and rewritten if *how* says so."""
    names = modules.split(",")
    for name in names:
        folder = importlib.import_module(name.rpartition(".")[0]).__path__ if "." in name else None
        spec = PathFinder.find_spec(name, folder)
        if spec is None or not isinstance(spec.loader, SourceFileLoader):
            raise SystemExit(f"no module in Python {name!r}")
        path = spec.loader.path
        Loader.rewritten[name] = compile_module(spec.loader.get_data(path), path, name)
    sys.meta_path.insert(0, Finder(names, rewrite=how == "rewritten"))
    for name in names:
        sys.modules.pop(name, None)
    for name in names:
        importlib.import_module(name)
    stream = io.StringIO()
    stdout, sys.stdout = sys.stdout, io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromName(tests)
    result = unittest.TextTestRunner(stream, resultclass=Outcomes, verbosity=0).run(suite)
    sys.stdout = stdout
    assert isinstance(result, Outcomes)
    sys.stderr.write(stream.getvalue())
    sites = sum(len(rewritten.sites) for rewritten in Loader.rewritten.values())
    print(json.dumps({"sites": sites, "accesses": Loader.machine.accesses, "outcomes": result.outcomes}))


if __name__ == "__main__":
    main(*sys.argv[1:])
