"""The self-check of a kata: what it still lacks, in sentences, first what can be seen and then what must be tried.

A kata is finished when each stub asks to be written, each reference passes and is exercised wholly, and every mistake
of the gallery is caught with the right verdict. `unfinished` looks at the files; `unproven` runs the specs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from plugins.authoring.solutions import GalleryError, batches, gallery_of, judge, run_specs, signatures
from plugins.kata.catalogue import PARTS
from plugins.path.hints import HintsError
from plugins.path.hints import read as read_hints
from plugins.simulation import result as words
from plugins.simulation.language import ENGLISH, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from plugins.authoring.solutions import Case, Solution
    from plugins.kata.catalogue import KataEntry
    from plugins.kata.packs import Pack

FEWEST_WRONG: Final = 5
FEWEST_RIGHT: Final = 2
FEWEST_HINTS: Final = 3
_MOST_DIFFICULT: Final = 5
#: Verdicts that a learner meets often; there are hints enough after each of them.
_COMMON: Final = (words.DEADLOCK, words.EXCEPTION, words.ASSERTION, words.LOST_UPDATE)


def unfinished(pack: Pack, entry: KataEntry) -> Iterator[str]:
    """Yield what can be seen to be missing or wrong."""
    yield from _of_catalogue(pack, entry)
    yield from _of_files(pack, entry)
    yield from _of_signatures(pack, entry)
    yield from _of_lessons(pack, entry)
    yield from _of_hints(pack, entry)
    yield from _of_gallery(pack, entry)


def unproven(root: Path, pack: Pack, entry: KataEntry, folder: Path) -> Iterator[str]:
    """Yield what shows itself when the specs are run: on the stubs, the references, and the gallery.

    :param root: the repository.
    :param folder: an empty folder to work in.
    :raises GalleryError: if a session reported nothing.
    """
    katas = str(pack.katas / entry.name)
    (folder / "stubs").mkdir()
    for case in run_specs(root, folder / "stubs", katas):
        if case.verdict != words.NOT_IMPLEMENTED:
            yield f"the stub of {case.exercise} gets {case.verdict} from {case.name}, and not {words.NOT_IMPLEMENTED}"
    (folder / "reference").mkdir()
    for case in run_specs(root, folder / "reference", katas, "--reference"):
        if case.verdict != words.OK:
            yield f"the reference of {case.exercise} fails {case.name}: {case.verdict}"
    for number, batch in enumerate(batches(pack, [entry.name])):
        place = folder / f"batch-{number}"
        place.mkdir()
        cases = judge(root, batch, place)
        for solution in batch:
            mine = [case for case in cases if (case.kata, case.exercise) == (solution.kata, solution.exercise)]
            yield from misjudged(solution, mine)


def misjudged(solution: Solution, cases: list[Case]) -> Iterator[str]:
    """Yield what the specs say of a solution that its gallery does not: verdicts, or words that nothing says.

    :param cases: those of its exercise.
    """
    rejected = [case for case in cases if case.verdict != words.OK]
    if not cases:
        yield f"{solution}: no spec was run on it"
    if not solution.fails:
        yield from (f"{solution} is right, and {case.name} says {case.verdict}:\n{case.text}" for case in rejected)
    for spec, verdicts in solution.fails.items():
        said = [case for case in rejected if spec in (case.spec, case.name)]
        if not said:
            yield f"{solution} is wrong, and {spec} accepts it"
        for case in said:
            if case.verdict not in verdicts:
                yield f"{solution}: {case.name} says {case.verdict} in place of {' or '.join(verdicts)}:\n{case.text}"
    unwrapped = " ".join(" ".join(case.text.split()) for case in rejected)
    for pattern in solution.says:
        if not re.search(pattern, unwrapped, re.IGNORECASE):
            texts = "\n\n".join(f"{case.name}\n{case.text}" for case in rejected)
            yield f"{solution}: nothing says {pattern!r} in:\n{texts}"


def _of_catalogue(pack: Pack, entry: KataEntry) -> Iterator[str]:
    where = f"the catalogue's [{entry.name}]"
    for key, texts in (("title", entry.title), ("teaches", entry.teaches)):
        yield from _missing_texts(f"{where} {key}", texts)
    if entry.part not in PARTS:
        yield f"{where} has the part {entry.part!r}; choose one of {', '.join(PARTS)}"
    if not 1 <= entry.difficulty <= _MOST_DIFFICULT:
        yield f"{where} has the difficulty {entry.difficulty}; it goes from 1 to {_MOST_DIFFICULT}"
    if entry.minutes < 1:
        yield f"{where} has no minutes"
    if not entry.exercises:
        yield f"{where} has no exercises"
    known = list(pack.entries())
    for other in entry.before:
        if pack.name == "" and (other not in known or known.index(other) >= known.index(entry.name)):
            yield f"{where} comes before {other!r}, which is to be done first"
    for exercise in entry.exercises.values():
        yield from _missing_texts(f"{where} task of {exercise.name}", exercise.task)
        if not exercise.public:
            yield f"{where} lists nothing that {exercise.name} offers"


def _of_files(pack: Pack, entry: KataEntry) -> Iterator[str]:
    stubs = {"__init__.py", *(f"{exercise}.py" for exercise in entry.exercises)}
    specs = {f"test_{exercise}.py" for exercise in entry.exercises}
    for folder, wanted in ((pack.katas, stubs | specs), (pack.root / "reference", stubs)):
        place = folder / entry.name
        # A dash is in the names of files that a learner had put aside.
        there = {file.name for file in place.glob("*.py") if "-" not in file.stem}
        yield from (f"{place / name} is missing" for name in sorted(wanted - there))
        yield from (f"{place / name} belongs to no exercise" for name in sorted(there - wanted))


def _of_signatures(pack: Pack, entry: KataEntry) -> Iterator[str]:
    for exercise in entry.exercises.values():
        public = set(exercise.public)
        stub = pack.katas / entry.name / f"{exercise.name}.py"
        reference = pack.root / "reference" / entry.name / f"{exercise.name}.py"
        try:
            if (offered := signatures(stub)) != public:
                differing = ", ".join(sorted(offered ^ public))
                yield f"{stub} and the catalogue differ in what they offer: {differing}"
            # Under a decorator the type that is returned may be another.
            called = {line.partition(" -> ")[0] for line in signatures(reference)}
        except (OSError, SyntaxError, ValueError):
            continue  # told as a missing file, or by the specs
        lacking = sorted(line for line in public if line.partition(" -> ")[0] not in called)
        if lacking:
            yield f"{reference} does not offer {', '.join(lacking)}"


def _of_lessons(pack: Pack, entry: KataEntry) -> Iterator[str]:
    folder = pack.katas / entry.name
    for language in LANGUAGES:
        file = folder / ("README.md" if language == ENGLISH else f"README.{language}.md")
        try:
            lesson = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            yield f"{file} is missing"
            continue
        yield from (f"{file} does not lead to {name}.py" for name in entry.exercises if f"{name}.py" not in lesson)
        links = re.findall(r"\]\(([^)#:]+)\)", lesson)
        yield from (f"{file} leads to {link}, which is not there" for link in links if not (folder / link).is_file())


def _of_hints(pack: Pack, entry: KataEntry) -> Iterator[str]:
    file = pack.katas / entry.name / "hints.toml"
    try:
        known = read_hints(file)
    except HintsError as error:
        yield str(error)
        return
    for exercise in entry.exercises:
        if exercise not in known:
            yield f"{file} has no hints on {exercise}"
            continue
        hints = known[exercise]
        yield from _missing_texts(f"{file}: what to notice of {exercise}", hints.notice)
        for number, hint in enumerate(hints.hints, start=1):
            yield from _missing_texts(f"{file}: hint {number} on {exercise}", hint.text)
        for verdict in _COMMON:
            if len(hints.fitting(verdict)) < FEWEST_HINTS:
                yield f"{file} has fewer than {FEWEST_HINTS} hints on {exercise} for somebody who has met {verdict}"
                break
    yield from (f"{file} has hints on {name}, which is no exercise" for name in known if name not in entry.exercises)


def _of_gallery(pack: Pack, entry: KataEntry) -> Iterator[str]:
    folder = pack.gallery / entry.name
    try:
        solutions = list(gallery_of(pack, entry.name))
    except GalleryError as error:
        yield str(error)
        return
    files, listed = set(folder.glob("*/*.py")), {solution.file for solution in solutions}
    yield from (f"{file} has no entry in gallery.toml" for file in sorted(files - listed))
    yield from (f"{file} is in gallery.toml, and is not there" for file in sorted(listed - files))
    for solution in solutions:
        spec = pack.katas / entry.name / f"test_{solution.exercise}.py"
        text = spec.read_text("utf-8") if spec.is_file() else ""
        for name, verdicts in solution.fails.items():
            if f"def {name.partition('[')[0]}(" not in text:
                yield f"{solution}: there is no spec {name}"
            yield from (f"{solution}: {verdict!r} is no verdict" for verdict in verdicts if verdict not in _REJECTING)
    wrong = sum(bool(solution.fails) for solution in solutions)
    if wrong < FEWEST_WRONG:
        yield f"{folder} has {wrong} wrong solutions; a kata needs {FEWEST_WRONG}"
    for exercise in entry.exercises:
        right = sum(solution.exercise == exercise and not solution.fails for solution in solutions)
        if right < FEWEST_RIGHT:
            yield f"{folder} has {right} other right solutions of {exercise}; an exercise needs {FEWEST_RIGHT}"


_REJECTING: Final = tuple(verdict for verdict in words.VERDICTS if verdict != words.OK)


def _missing_texts(what: str, texts: Mapping[str, str]) -> Iterator[str]:
    yield from (f"{what} is missing in the language {name}" for name in LANGUAGES if not texts.get(name))
