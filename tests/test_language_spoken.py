"""Whole reports in another language: what is told of mistakes of every kind, and nothing of it in English.

The translations being complete says nothing of a sentence that never asked for one. Here wrong solutions of the gallery
are judged in Chinese, and each line of their reports that is not the program's own is looked at.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest

from .solutions import CATALOGUE, ROOT, Case, Solution, gallery_of, judge, run_specs

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.once

#: The mistakes of the gallery that are looked at.
VERDICTS: Final = ("deadlock", "exception", "lost-update", "assertion", "leftover")
#: Others, each in the place of an exercise: what its verdict is, and the module, which offers whatever it is asked for.
PLANTED: Final = {
    ("lock", "counter"): ("livelock", "on = True\ndef do(*a, **k):\n    while on:\n        pass\n"),
    ("condition", "alternating"): ("crash", "import os\ndef do(*a, **k):\n    os._exit(3)\n"),
    ("race", "lost_update"): ("syntax-error", "def do(:\n"),
    ("semaphore", "slots"): (
        "unsupported",
        "import socket\ndef do(*a, **k):\n    socket.socket(type=socket.SOCK_DGRAM)\n",
    ),
    ("thread", "greet"): ("not-implemented", "def do(*a, **k):\n    raise NotImplementedError\n"),
}
OFFERS_ALL: Final = "def __getattr__(name):\n    return do\n"
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
                if (verdict,) in solution.fails.values() and (solution.kata, solution.exercise) not in used
            )
            found += [one] if (one := next(fitting, None)) is not None else []
    return found


def first_spec(kata: str, exercise: str) -> str:
    """Return what pytest is asked to run for the first spec of an exercise: each of them says the same here."""
    file = f"katas/{kata}/test_{exercise}.py"
    found = re.search(r"^def (test_\w+)", (ROOT / file).read_text("utf-8"), re.MULTILINE)
    assert found is not None
    return f"{file}::{found[1]}"


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    """What is told of them in Chinese."""
    folder: Path = tmp_path_factory.mktemp("chinese")
    cases = judge(sample(), folder, "--lang", "zh")
    planted = tmp_path_factory.mktemp("planted")
    for (kata, exercise), (_verdict, text) in PLANTED.items():
        (planted / kata).mkdir()
        (planted / kata / f"{exercise}.py").write_text(text + OFFERS_ALL, encoding="utf-8")
    specs = [first_spec(kata, exercise) for kata, exercise in (*PLANTED, ("barrier", "meeting_point"))]
    cases += run_specs(planted, *specs, "--submission", str(planted), "--lang", "zh")
    return [case for case in cases if case.text]


def page(case: Case) -> list[str]:
    """The lines of a report, without the first, which is the one of pytest's summary."""
    return case.text.split("\n")[1:]


def sentences(case: Case) -> list[str]:
    """The paragraphs of a report that are ours: its headline, facts, thoughts and notes; each in one line."""
    found = []
    lines = page(case)
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
    """The verdicts are in it, and there is something to look at in each report."""
    expected = {*VERDICTS, "missing", *(verdict for verdict, _text in PLANTED.values())}
    assert expected - {case.verdict for case in failures} == set()
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
    wrong = [line for case in failures for line in page(case) if LABELS.match(line)]
    assert wrong == []


def test_no_line_is_too_long(failures: list[Case]) -> None:
    """A Chinese letter takes two columns: no line but the command, which is copied, is wider than 80."""
    wide = [
        line
        for case in failures
        for line in page(case)
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
