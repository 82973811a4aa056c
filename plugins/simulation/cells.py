"""Text in terminal cells: made harmless, measured, clipped and wrapped.

What a learner's program prints, and what his source says, goes into the report. It may hold escape sequences, newlines,
half a surrogate pair, a right-to-left override, ten combining marks on a letter, or ten megabytes. `safe` turns every
such text into one short line of printable characters, so that nothing a program prints can colour, move or flood the
terminal, and columns stay columns.

Widths come from `unicodedata`, not from rich's table: importing `rich.cells` takes 20 ms, ten times as long, and the
plain report must not need rich at all.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from plugins.simulation.language import _

#: Characters of a text that are looked at, at most; a report has no room for more.
LONGEST: Final = 2_000

ELLIPSIS: Final = "…"

#: Combining marks that one letter may carry; written words of living languages stay below.
_MARKS_KEPT: Final = 3

#: Characters of a broken word that look lost on a line of their own.
_ALONE: Final = 4

_NAMED: Final = {"\n": r"\n", "\r": r"\r", "\t": r"\t", "\x1b": r"\x1b"}

#: Control and format characters, lone surrogates, unassigned and private ones, line and paragraph separators.
_ESCAPED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})


def safe(text: str, longest: int = LONGEST) -> str:
    """Return *text* as one line that a terminal shows as it is written.

    :param longest: characters of *text* that are kept; what is left out is told in words.
    :return: printable characters only; control and format characters as their Python escapes.
    """
    left_out = len(text) - longest
    kept = text[:longest] if left_out > 0 else text
    if not (kept.isascii() and kept.isprintable()):
        kept = _escaped(kept)
    return kept + ELLIPSIS + _(" ({count:,} more characters)", count=left_out) if left_out > 0 else kept


def _escaped(text: str) -> str:
    shown: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if category in _ESCAPED_CATEGORIES:
            shown.append(_NAMED.get(character) or character.encode("unicode_escape").decode("ascii"))
        elif marks and not shown:
            shown.append("◌" + character)
        elif marks <= _MARKS_KEPT:
            shown.append(" " if category == "Zs" else character)
    return "".join(shown)


def cells(text: str) -> int:
    """Return how many terminal cells *text* takes; it must be `safe`."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clip(text: str, width: int) -> str:
    """Return *text*, or as much of it as fits into *width* cells with an ellipsis at its end."""
    if cells(text) <= width:
        return text
    return _head(text, width - 1) + ELLIPSIS if width > 0 else ""


def _head(text: str, width: int) -> str:
    """Return the longest beginning of *text* that fits into *width* cells."""
    used = 0
    for index, character in enumerate(text):
        used += _cells_of(character)
        if used > width:
            return text[:index]
    return text


def _first_part(word: str, width: int) -> str:
    """Return the part of a word that is too long for a line of *width* cells which stands on the first one.

    A path is broken behind a slash, and of nothing is so little left over that a line has but a full stop.
    """
    head = _head(word, width)
    slash = head.rfind("/") + 1
    if slash > len(head) // 2:
        return head[:slash]
    if len(word) - len(head) < _ALONE and len(head) > 2 * _ALONE:
        return head[:-_ALONE]
    return head


def pad(text: str, width: int) -> str:
    """Return *text* filled with spaces up to *width* cells."""
    return text + " " * (width - cells(text))


def units(text: str) -> list[tuple[str, str]]:
    """Return the parts of *text* that a line may not break, each with the blank, or nothing, that is before it.

    Between words that is a blank. Chinese has none: there a line may break after every character, but not before what
    closes (a full stop, a bracket) nor after what opens.
    """
    found: list[tuple[str, str]] = []
    for index, word in enumerate(text.split(" ")):
        blank = " " if index else ""
        if word.isascii():
            found.append((blank, word))
            continue
        for part in _PARTS.findall(word) or [""]:
            found.append((blank, part))
            blank = ""
    return _numbers_kept(found) if not text.isascii() else found


def _numbers_kept(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return *parts* with each number joined to the Chinese before and behind it: no line breaks within them."""
    kept = parts[:1]
    for blank, part in parts[1:]:
        before = kept[-1][1]
        if blank and (
            (before[-1:].isdecimal() and re.match(_LETTER, part))
            or (part[:1].isdecimal() and re.search(_NUMBERED, before))
        ):
            kept[-1] = (kept[-1][0], before + blank + part)
        else:
            kept.append((blank, part))
    return kept


#: Letters of Chinese, and of others that are written without blanks; what opens and what closes there.
_LETTER: Final = r"[\u2e80-\u2fff\u3005-\u3007\u3040-\u9fff\uf900-\ufaff]"
_OPENS: Final = r"[\u2018\u201c\u3008\u300a\u300c\u300e\u3010\uff08\uff3b\uff5b]"
_CLOSES: Final = (
    r"[\u2019\u201d\u2026\u3001\u3002\u3009\u300b\u300d\u300f\u3011"
    r"\uff01\uff05\uff09\uff0c\uff1a\uff1b\uff1f\uff3d\uff5d]"
)
#: The character before a number that belongs to it: the one of "line 5", "step 5".
_NUMBERED: Final = "\u7b2c$"
_PARTS: Final = re.compile(
    rf"{_OPENS}*(?:{_LETTER}|(?:(?!{_LETTER}|{_OPENS}|{_CLOSES}).)+)?{_CLOSES}+"
    rf"|{_OPENS}*(?:{_LETTER}|(?:(?!{_LETTER}|{_OPENS}|{_CLOSES}).)+)|{_OPENS}+",
    re.DOTALL,
)


def right(text: str, width: int) -> str:
    """Return *text* at the right end of *width* cells."""
    return " " * (width - cells(text)) + text


def wrap(text: str, width: int, most: int | None = None) -> list[str]:
    """Return *text* broken between words into lines of at most *width* cells, at least one line.

    :param most: lines at most; the last one then ends in an ellipsis.
    """
    width = max(width, 2)
    lines: list[str] = []
    line = ""
    for blank, word in units(text):
        joined = line + blank + word if line else word
        if cells(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        rest = word
        while cells(rest) > width:
            lines.append(_first_part(rest, width))
            rest = rest[len(lines[-1]) :]
        line = rest
    if line or not lines:
        lines.append(line)
    if most is not None and len(lines) > most:
        lines[most - 1] = _head(lines[most - 1], width - 1) + ELLIPSIS
        del lines[most:]
    return lines
