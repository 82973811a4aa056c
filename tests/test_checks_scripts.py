"""Programs that an interpreter of their own runs, and what is said when they fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import checks
from checks.scripts import ScriptRun

if TYPE_CHECKING:
    from pathlib import Path

#: What Python writes when two spawned processes start processes of their own, cut down.
BOOTSTRAPPING = """Traceback (most recent call last):
  File "<string>", line 1, in <module>
  File "{program}", line 2, in <module>
    main()
  File "{library}/multiprocessing/spawn.py", line 140, in _check_not_importing_main
    raise RuntimeError(\'\'\'
RuntimeError:{space}
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork.
Traceback (most recent call last):
  File "<string>", line 1, in <module>
"""


def test_what_it_prints_and_how_it_ends(tmp_path: Path) -> None:
    """Lines, errors and exit status; the arguments are texts; `checks` can be imported."""
    program = tmp_path / "program.py"
    program.write_text("import sys, checks\nprint(sys.argv[1:])\nprint('no', file=sys.stderr)\nsys.exit(3)\n", "utf-8")
    run = checks.run_script(program, 1, "two")
    assert run == ScriptRun(["['1', 'two']"], "no\n", 3)
    with pytest.raises(AssertionError, match=r"^run as a script, it ended with exit status 3, and said no$"):
        checks.ended_well(run)


def test_a_text_is_a_program_too() -> None:
    """It has no file; all is well with it."""
    run = checks.run_module_text("print('hello')")
    assert run == ScriptRun(["hello"], "", 0)
    checks.ended_well(run)


def test_an_exception_is_told_with_its_line(tmp_path: Path) -> None:
    """Of the frames, the last one that is neither of the library nor of a text."""
    program = tmp_path / "program.py"
    program.write_text("import json\n\njson.loads('[')\n", "utf-8")
    with pytest.raises(
        AssertionError, match=r"failed: json\.decoder\.JSONDecodeError: Expecting.*\(program\.py, line 3\)$"
    ):
        checks.ended_well(checks.run_script(program))


def test_an_exception_with_a_long_text_is_told_in_one_sentence(tmp_path: Path) -> None:
    """As the library raises it when the guard is missing; the exit status of the program is 0 then."""
    program = tmp_path / "program.py"
    program.touch()
    library = pytest.__file__.partition("site-packages")[0]
    errors = BOOTSTRAPPING.format(program=program, library=library, space=" ")
    with pytest.raises(
        AssertionError,
        match=r"failed: RuntimeError: An attempt has been made to start a new process before the current process has "
        r"finished its bootstrapping phase\. \(program\.py, line 2\)$",
    ):
        checks.ended_well(ScriptRun(["goodbye"], errors, 0))
