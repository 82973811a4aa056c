"""pytest's side for authors: `--new-kata` and `--check-kata`, in the place of a session."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import pytest

NEW: Final = "--new-kata"
CHECK: Final = "--check-kata"
PACK: Final = "--pack"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("katas", "katas")
    group.addoption(NEW, metavar="KATA/EXERCISE", help="Lay out the files of a new kata with its first exercise")
    group.addoption(CHECK, metavar="KATA", help="Say what a kata still lacks: files, texts, verdicts of its gallery")
    group.addoption(PACK, metavar="DIR", help=f"With {NEW}: lay it out in this package's folder (default: here)")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Do what was asked for, and run no session then."""
    option = config.option
    if option.help or (option.new_kata is None and option.check_kata is None):
        return None
    if option.new_kata is not None and option.check_kata is not None:
        raise pytest.UsageError(f"{NEW} and {CHECK} exclude each other; give one")
    return _new(config) if option.new_kata is not None else _check(config)


def _new(config: pytest.Config) -> int:
    from plugins.authoring.scaffold import ScaffoldError, lay_out
    from plugins.kata.catalogue import CatalogueError
    from plugins.kata.options import called
    from plugins.kata.packs import Pack
    from plugins.kata.verdicts import short

    name: str = config.option.new_kata
    pack = Pack("", config.rootpath)
    if config.option.pack is not None:
        root = (config.invocation_params.dir / config.option.pack).resolve()
        if not root.is_dir():
            raise pytest.UsageError(f"{PACK} {config.option.pack!r}: there is no such folder; make the package first")
        pack = Pack(root.name, root)
    try:
        files = lay_out(pack, name)
    except (ScaffoldError, CatalogueError) as error:
        raise pytest.UsageError(f"{NEW} {name!r}: {error}") from error
    for file in files:
        print(f"  {short(file)}")  # noqa: T201 - the answer
    print(f"\nFill them in, then: {called()} {CHECK} {name.partition('/')[0]}")  # noqa: T201 - as above
    return pytest.ExitCode.OK


def _check(config: pytest.Config) -> int:
    from plugins.authoring.selfcheck import unfinished, unproven
    from plugins.authoring.solutions import GalleryError
    from plugins.kata.catalogue import CatalogueError
    from plugins.kata.packs import all_entries

    name: str = config.option.check_kata
    try:
        known = all_entries(config.rootpath)
        if name not in known:
            raise pytest.UsageError(f"{CHECK} {name!r}: there is no such kata; there are {', '.join(known)}")
        pack, entry = known[name]
        problems = list(unfinished(pack, entry))
        if not problems:
            # What the files lack would only show itself again, and less plainly.
            with tempfile.TemporaryDirectory() as folder:
                problems = list(unproven(config.rootpath, pack, entry, Path(folder)))
    except (CatalogueError, GalleryError) as error:
        raise pytest.UsageError(f"{CHECK} {name!r}: {error}") from error
    for problem in problems:
        print(f"- {problem}")  # noqa: T201 - the answer
    if not problems:
        print(f"{name} is complete: stubs, references, lessons, hints, and every solution of its gallery.")  # noqa: T201 - as above
    return pytest.ExitCode.TESTS_FAILED if problems else pytest.ExitCode.OK
