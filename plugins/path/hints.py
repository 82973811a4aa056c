"""Hints: for each exercise some steps from a question to nearly the idea, chosen by what went wrong last.

`katas/NAME/hints.toml` holds them, in all languages:

    [alternating]
    notice.en = "what to notice once it is green"

    [[alternating.hints]]
    after = ["deadlock"]        # verdicts that it fits; without this line it fits every one
    en = "a question"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


class HintsError(Exception):
    """A file of hints cannot be read; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One step.

    :ivar text: by language.
    :ivar after: verdicts that it fits; empty if it fits every one.
    """

    text: Mapping[str, str]
    after: tuple[str, ...] = ()

    def fits(self, verdict: str) -> bool:
        """Return whether it helps somebody whose last failure had *verdict*."""
        return not self.after or verdict in self.after


@dataclass(frozen=True, slots=True)
class Hints:
    """All that is kept on one exercise.

    :ivar hints: from the vaguest to the plainest.
    :ivar notice: what to notice once it is green, by language.
    """

    hints: tuple[Hint, ...] = ()
    notice: Mapping[str, str] = field(default_factory=dict)

    def fitting(self, verdict: str) -> Sequence[Hint]:
        """Return the hints for somebody whose last failure had *verdict*, in order."""
        return [hint for hint in self.hints if hint.fits(verdict)]


def read(file: Path) -> Mapping[str, Hints]:
    """Return the hints of a kata by exercise; none where there is no such file.

    :raises HintsError: if it cannot be read.
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
        return {exercise: _hints(table) for exercise, table in tables.items()}
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, AttributeError) as error:
        msg = f"{file} cannot be read: {error}"
        raise HintsError(msg) from error


def _hints(table: Mapping[str, Any]) -> Hints:
    hints = []
    for entry in table.get("hints", ()):
        texts = {language: str(text) for language, text in entry.items() if language != "after"}
        hints.append(Hint(texts, tuple(entry.get("after", ()))))
    return Hints(tuple(hints), dict(table.get("notice", {})))
