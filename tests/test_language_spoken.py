"""Whole reports in another language: what is told of mistakes of every kind, and nothing of it in English.

The translations being complete says nothing of a sentence that never asked for one. Here wrong solutions of the gallery
are judged in Chinese, and each line of their reports that is not the program's own is looked at.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from .solutions import CATALOGUE, Case, Solution, gallery_of, judge

if TYPE_CHECKING:
    from pathlib import Path

#: The kinds of mistake that are looked at.
VERDICTS: Final = (
    "deadlock",
    "exception",
    "lost-update",
    "assertion",
    "livelock",
    "leftover",
    "missing",
    "time-limit",
)
CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
#: Four words of English in a row. Names of a program are seldom so many.
ENGLISH: Final = re.compile(r"(?<![\w.(/])[A-Za-z']+(?:,? [A-Za-z']+){3,}")
#: What a program has in a sentence of ours: code, values, names of files, messages of exceptions.
QUOTED: Final = re.compile(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\w+(?:Error|Exception)\b.*|[\w./]+\.py")
#: Words that stand alone at the left.
LABELS: Final = re.compile(r"  (?:expected|got|it printed|real threads|think about|note|see it again|step) ")


@cache
def sample() -> list[Solution]:
    """For each verdict a wrong solution of a thread kata and one of a process kata, each of another exercise."""
    found: list[Solution] = []
    for kind in (True, False):
        katas = [kata for kata in CATALOGUE if kata.startswith("process") is kind]
        for verdict in VERDICTS:
            used = {(one.kata, one.exercise) for one in found}
            fitting = (
                solution
                for kata in katas
                for solution in gallery_of(kata)
                if any(verdict in verdicts for verdicts in solution.fails.values())
                and (solution.kata, solution.exercise) not in used
            )
            found += [one] if (one := next(fitting, None)) is not None else []
    return found


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """What is told of them in Chinese."""
    folder: Path = tmp_path_factory.mktemp("chinese")
    return [case for case in judge(sample(), folder, "--lang", "zh") if case.text]


def sentences(case: Case) -> list[str]:
    """The paragraphs of a report that are ours: its headline, facts, thoughts and notes; each in one line."""
    found = []
    lines = case.text.split("\n")
    if case.verdict not in ("assertion", "exception"):
        # Else the headline may be the program's or the spec's.
        end = next((at for at, line in enumerate(lines) if not line.strip()), len(lines))
        found.append(" ".join(lines[:end]))
    for at, line in enumerate(lines):
        if line.startswith(("  - ", "  \u60f3\u4e00\u60f3", "  \u6ce8\u610f")):
            more = lines[at + 1 :]
            end = next((n for n, other in enumerate(more) if not other.startswith("    ")), len(more))
            found.append(" ".join([line.strip(), *(other.strip() for other in more[:end])]))
    return found


def test_the_sample_is_one(failures: list[Case]) -> None:
    """Most verdicts are in it, and there is something to look at in each report."""
    assert len({case.verdict for case in failures}) >= len(VERDICTS) - 1
    assert all(CHINESE.search(case.text) for case in failures)


def test_every_sentence_is_chinese(failures: list[Case]) -> None:
    """Each has letters of its script, and outside of what it quotes no English."""
    wrong = [
        f"{case.kata}/{case.exercise} {case.name}: {sentence}"
        for case in failures
        for sentence in sentences(case)
        if not CHINESE.search(sentence) or ENGLISH.search(QUOTED.sub("", sentence))
    ]
    assert wrong == []


def test_every_label_is_chinese(failures: list[Case]) -> None:
    """So are the words at the left and above the lanes."""
    wrong = [line for case in failures for line in case.text.split("\n") if LABELS.match(line)]
    assert wrong == []


def test_no_line_is_too_long(failures: list[Case]) -> None:
    """A Chinese letter takes two columns: no line but the command, which is copied, is wider than 80."""
    wide = [
        line
        for case in failures
        for line in case.text.split("\n")
        if sum(2 if "\u2e80" <= character <= "\uffef" else 1 for character in line) > 80 and " --replay " not in line
    ]
    assert wide == []


@pytest.mark.parametrize(
    ("line", "english"),
    [
        ("even waits for a notify on `condition`", True),
        ("\u5728 `notify is sent when nobody waits` \u4e0a", False),
        ("\u51fa\u73b0\u5f02\u5e38\uff1aValueError: there is no such item here", False),
    ],
)
def test_the_pattern(line: str, *, english: bool) -> None:
    """It finds a planted sentence, and leaves what a program says."""
    assert bool(ENGLISH.search(QUOTED.sub("", line))) == english
