"""What became of each person's specs, and what that comes to: by kata, by exercise, and for the class."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plugins.kata.runner import VERDICT
from plugins.simulation import result as words
from plugins.submissions.people import person_of, spec_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pytest

#: A spec that says itself that it does not run here; no verdict, and it counts for nothing.
SKIPPED: Final = "skipped"
#: What is told first of several verdicts: what harms others, then mistakes of concurrency, then what is not there.
_GRAVEST_FIRST: Final = (
    words.CRASH,
    words.OUT_OF_MEMORY,
    words.TIME_LIMIT,
    words.DEADLOCK,
    words.EXCEPTION,
    words.LOST_UPDATE,
    words.ASSERTION,
    words.LIVELOCK,
    words.LEFTOVER,
    words.UNSUPPORTED,
    words.NOT_IMPLEMENTED,
    words.SYNTAX_ERROR,
    words.MISSING,
    words.INCONCLUSIVE,
)


@dataclass(slots=True)
class Graded:
    """What became of one spec for one person.

    :ivar verdict: one of `result.VERDICTS`, or "skipped".
    :ivar seconds: of wall time, its fixtures included.
    :ivar headline: what is wrong, in a sentence, or "".
    :ivar replay: the command that shows the failing schedule again, or "".
    """

    person: str
    kata: str
    exercise: str
    spec: str
    verdict: str = words.OK
    seconds: float = 0.0
    headline: str = ""
    replay: str = ""


@dataclass(slots=True)
class Grade:
    """What the specs of one kata, or one exercise, come to for one person.

    :ivar passed: how many specs passed; one point each.
    :ivar specs: how many there are, skipped ones left out.
    """

    person: str
    kata: str
    results: list[Graded] = field(default_factory=list)

    @property
    def counted(self) -> list[Graded]:
        """The results that count."""
        return [each for each in self.results if each.verdict != SKIPPED]

    @property
    def specs(self) -> int:
        """How many specs there are, skipped ones left out."""
        return len(self.counted)

    @property
    def passed(self) -> int:
        """How many of them passed; a point each."""
        return sum(each.verdict == words.OK for each in self.counted)

    @property
    def verdict(self) -> str:
        """What it comes to: "ok" if all passed, else the gravest verdict; "skipped" if none ran."""
        return gravest(each.verdict for each in self.results)

    @property
    def verdicts(self) -> dict[str, int]:
        """How many specs got each verdict but "ok", the gravest first."""
        return counted(each.verdict for each in self.counted if each.verdict != words.OK)

    @property
    def seconds(self) -> float:
        """Wall time."""
        return sum(each.seconds for each in self.results)

    @property
    def exercises(self) -> dict[str, Grade]:
        """The grade of each exercise, in the order of the specs."""
        grades: dict[str, Grade] = {}
        for each in self.results:
            grades.setdefault(each.exercise, Grade(self.person, self.kata)).results.append(each)
        return grades

    @property
    def done(self) -> int:
        """How many exercises passed all their specs."""
        return sum(grade.verdict == words.OK for grade in self.exercises.values())


@dataclass(frozen=True, slots=True)
class Met:
    """A verdict that the class met in an exercise.

    :ivar people: who met it, in the order of the class.
    :ivar specs: how many of their specs met it.
    :ivar headline: what was said most often.
    """

    kata: str
    exercise: str
    verdict: str
    people: tuple[str, ...]
    specs: int
    headline: str


def gravest(verdicts: Iterable[str]) -> str:
    """Return what several verdicts come to."""
    met = set(verdicts)
    return next((verdict for verdict in _GRAVEST_FIRST if verdict in met), words.OK if words.OK in met else SKIPPED)


def counted(verdicts: Iterable[str]) -> dict[str, int]:
    """Return how often each verdict was met, the gravest first."""
    counts = Counter(verdicts)
    return {verdict: counts[verdict] for verdict in _GRAVEST_FIRST if verdict in counts}


class Grades:
    """All that became of a class's specs.

    :param people: the names, in the order of the class.
    :param exercises: for each kata its exercises, both in the order of the catalogue.
    """

    def __init__(self, people: Sequence[str], exercises: Mapping[str, Sequence[str]]) -> None:
        self._people = {person: place for place, person in enumerate(people)}
        self._katas = {kata: place for place, kata in enumerate(exercises)}
        self._exercises = {(kata, name): place for kata, names in exercises.items() for place, name in enumerate(names)}
        self._results: dict[str, Graded] = {}

    def note(self, report: pytest.TestReport) -> None:
        """Take in the report of one phase of a spec."""
        file = report.nodeid.partition("::")[0].split("/")
        person = person_of(report.nodeid)
        if person not in self._people or len(file) < 2:  # noqa: PLR2004 - the kata's folder and the file
            return
        graded = self._results.get(report.nodeid)
        if graded is None:
            exercise = file[-1].removeprefix("test_").removesuffix(".py")
            spec = spec_of(report.nodeid).partition("::")[2]
            graded = self._results[report.nodeid] = Graded(person, file[-2], exercise, spec)
        graded.seconds += report.duration
        if report.skipped and graded.verdict == words.OK:
            graded.verdict = SKIPPED
        if not report.failed or graded.verdict not in (words.OK, SKIPPED):
            return
        said = next((str(value) for name, value in reversed(report.user_properties) if name == VERDICT), words.OK)
        # Without a verdict of its own it is a worker that died, and could not say more.
        graded.verdict = words.CRASH if said == words.OK else said
        story = getattr(report, "kata_story", None) or {}
        graded.headline = str(story.get("headline") or report.longreprtext.strip().rpartition("\n")[2])
        graded.replay = str(story.get("replay", ""))

    def __bool__(self) -> bool:
        return bool(self._results)

    def by_kata(self) -> list[Grade]:
        """Return the grade of each person in each kata, in the order of the class and of the catalogue."""
        grades: dict[tuple[str, str], Grade] = {}
        for each in sorted(self._results.values(), key=self._place):
            grades.setdefault((each.person, each.kata), Grade(each.person, each.kata)).results.append(each)
        return list(grades.values())

    def met(self) -> list[Met]:
        """Return which verdicts were met in which exercise: by exercise, the most frequent first."""
        groups: dict[tuple[str, str, str], list[Graded]] = {}
        for each in sorted(self._results.values(), key=self._place):
            if each.verdict not in (words.OK, SKIPPED):
                groups.setdefault((each.kata, each.exercise, each.verdict), []).append(each)
        found = [
            Met(
                *group,
                people=tuple(dict.fromkeys(each.person for each in results)),
                specs=len(results),
                headline=Counter(each.headline for each in results).most_common(1)[0][0],
            )
            for group, results in groups.items()
        ]
        return sorted(found, key=lambda met: (*self._place_of(met.kata, met.exercise), -len(met.people), -met.specs))

    def _place(self, graded: Graded) -> tuple[object, ...]:
        return (self._people[graded.person], *self._place_of(graded.kata, graded.exercise))

    def _place_of(self, kata: str, exercise: str) -> tuple[object, ...]:
        last = len(self._exercises) + 1
        place = self._exercises.get((kata, exercise), last)
        return (self._katas.get(kata, last), kata, place, exercise)
