"""What the processes of a spec wrote to standard error, without what tells a learner nothing.

Each process that ends with an exception prints a traceback, most of which is the library's, and a program that starts
processes without end prints it again and again. Here only the lines of one's own files are left, each traceback is
shown once, and the whole has a length. `-v` shows it as it was.
"""

from __future__ import annotations

import re
import sysconfig
from pathlib import Path
from typing import Final

from plugins.simulation.language import _, ngettext

#: More lines than this are not shown.
MOST_LINES: Final = 40

_FRAME: Final = re.compile(r'^ *File "(?P<file>[^"]+)", line \d+')
_BEGINS: Final = "Traceback (most recent call last):"
_PROCESS: Final = re.compile(r"^Process .+:$")
_FOLDERS: Final = (Path(sysconfig.get_path("stdlib")), Path(__file__).parents[1])
_LIBRARY: Final = tuple({f"{folder}/" for some in _FOLDERS for folder in (some, some.resolve())})


def brief(text: str) -> str:
    """Return what stands in *text*, in short."""
    told: dict[str, int] = {}
    shown: list[str] = []
    for block in _blocks(text.splitlines()):
        lines = _own(block)
        # Two processes that end in the same way differ in their names.
        same = "\n".join(line for line in lines if not _PROCESS.match(line))
        told[same] = told.get(same, 0) + 1
        if told[same] == 1:
            shown += lines
    more = sum(told.values()) - len(told)
    left_out = len(shown) - MOST_LINES
    if left_out > 1:
        shown = shown[:MOST_LINES]
        shown.append(ngettext("{count:,} line not shown", "{count:,} lines not shown", left_out, count=left_out))
    if more:
        shown.append(_("(and {count} times more the same; -v shows all of it)", count=more))
    return "\n".join(shown)


def _blocks(lines: list[str]) -> list[list[str]]:
    """Return *lines* in pieces, each with one traceback at most."""
    blocks: list[list[str]] = [[]]
    for number, line in enumerate(lines):
        named = number > 0 and _PROCESS.match(lines[number - 1])
        begins = _PROCESS.match(line) or (line == _BEGINS and not named)
        if begins and blocks[-1]:
            blocks.append([])
        blocks[-1].append(line)
    return [block for block in blocks if block]


def _own(lines: list[str]) -> list[str]:
    """Return *lines* without the calls that are the library's."""
    kept: list[str] = []
    skips = False
    for line in lines:
        if frame := _FRAME.match(line):
            skips = frame["file"].startswith(("<", *_LIBRARY)) and "site-packages" not in frame["file"]
        elif not line.startswith("    "):
            skips = False
        if not skips:
            kept.append(line)
    return kept
