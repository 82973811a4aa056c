"""Scripts: what a whole program prints that an interpreter of its own runs from beginning to end.

Some things only show there: whether `if __name__ == "__main__":` is missing, and what the interpreter still does when
the last line of the program is behind it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from checks.saying import _

_FRAME: Final = re.compile(r'\s*File "(?P<file>[^"]+)", line (?P<line>\d+)')
_EXCEPTION: Final = re.compile(r"[\w.]*(?:Error|Exception|Interrupt|Exit)\b")
#: One sentence, or what there is.
_SENTENCE: Final = re.compile(r".*?[.!?](?=\s)|.*")

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
    """Run the script *file* in a fresh interpreter until it has ended."""
    return _run([str(file), *map(str, arguments)])


def run_module_text(text: str, *arguments: object) -> ScriptRun:
    """Run the lines of *text* in a fresh interpreter; what they start cannot import them again."""
    return _run(["-c", text, *map(str, arguments)])


def ended_well(run: ScriptRun) -> None:
    """Assert that the script and all of its processes ended without an exception."""
    __tracebackhide__ = True
    if failure := _first_failure(run.errors):
        raise AssertionError(_("run as a script, it or one of its processes failed: {failure}", failure=failure))
    if run.status:
        said = run.errors.strip().rpartition("\n")[2] or _("nothing")
        raise AssertionError(
            _("run as a script, it ended with exit status {status}, and said {said}", status=run.status, said=said)
        )


def _first_failure(errors: str) -> str:
    """Return the first exception of *errors* in a sentence, with the last line of the program that led to it; or ""."""
    place = ""
    lines = iter(errors.splitlines())
    for line in lines:
        if frame := _FRAME.match(line):
            if _is_of_the_program(frame["file"]):
                place = _(" ({file}, line {line})", file=Path(frame["file"]).name, line=frame["line"])
        elif _EXCEPTION.match(line):
            text = [line.strip()]
            for more in lines:
                if more.strip() and (not more.startswith(" ") or _FRAME.match(more)):
                    break
                text.append(more.strip())
            said = " ".join(filter(None, text))
            return f"{said[: _SENTENCE.match(said).end()]}{place}"  # type: ignore[union-attr] # it matches anything
    return ""


def _is_of_the_program(file: str) -> bool:
    """Return whether *file* is neither of the library nor no file at all."""
    return Path(file).is_file() and Path(os.__file__).parent not in Path(file).parents


def _run(command: list[str]) -> ScriptRun:
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    # Into files: with pipes one has to watch two of them at once, from which nobody can see that a script is stuck.
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as errors:
        status = subprocess.call(
            [sys.executable, *command],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=errors,
        )
        texts = []
        for file in (printed, errors):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
    return ScriptRun(texts[0].splitlines(), texts[1], status)
