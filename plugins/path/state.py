"""How far a learner is with each exercise and kata, from what is known of the specs."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plugins.path.progress import REAL_THREADS, SIMULATED, SKIPPED
from plugins.simulation import result as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from plugins.kata.catalogue import KataEntry
    from plugins.kata.packs import Pack
    from plugins.path.progress import SpecResult

NOT_TRIED: Final = "not tried"
BEGUN: Final = "begun"
RED: Final = "red"
GREEN: Final = "green"
GREEN_REAL: Final = "green on real threads too"

#: From the worst to the best.
_ORDER: Final = (NOT_TRIED, RED, BEGUN, GREEN, GREEN_REAL)


@dataclass(frozen=True, slots=True)
class State:
    """How far somebody is with an exercise, or with a whole kata.

    :ivar word: `NOT_TRIED`, `RED`, `BEGUN` (some specs pass, the others were not run), `GREEN` or `GREEN_REAL`.
    :ivar verdict: the verdict of the last failure, if it is red; else "".
    :ivar at: when that was, in seconds since the epoch; 0 if never.
    """

    word: str = NOT_TRIED
    verdict: str = ""
    at: float = 0.0

    @property
    def is_green(self) -> bool:
        """Whether all specs pass."""
        return self.word in (GREEN, GREEN_REAL)


def states(katas: Mapping[str, tuple[Pack, KataEntry]], results: Iterable[SpecResult]) -> dict[str, dict[str, State]]:
    """Return the state of every exercise, by kata and exercise.

    :param katas: each with its pack, where its specs say what there is to pass.
    """
    known: dict[tuple[str, str], list[SpecResult]] = {}
    for result in results:
        known.setdefault((result.kata, result.exercise), []).append(result)
    return {
        kata: {
            exercise: state_of_exercise(pack, kata, exercise, known.get((kata, exercise), []))
            for exercise in entry.exercises
        }
        for kata, (pack, entry) in katas.items()
    }


def state_of_exercise(pack: Pack, kata: str, exercise: str, results: list[SpecResult]) -> State:
    """Return the state of one exercise.

    :param results: what is known of its specs.
    """
    # Reading a hundred spec files takes longer than running a spec: what was never tried is not looked at.
    return _state(specs_of(pack.katas / kata / f"test_{exercise}.py"), results) if results else State()


def state_of_kata(exercises: Iterable[State]) -> State:
    """Return the state of a kata: red if one exercise is; else the least far that any is, but begun if some are."""
    all_states = list(exercises)
    red = [state for state in all_states if state.word == RED]
    if red:
        return max(red, key=lambda state: state.at)
    least = min(all_states, key=lambda state: _ORDER.index(state.word), default=State())
    if least.word == NOT_TRIED and any(state.word != NOT_TRIED for state in all_states):
        return State(BEGUN, "", max(state.at for state in all_states))
    return least


def specs_of(file: Path) -> set[str]:
    """Return the names of the test functions in a spec file, those of classes as "Class::name"; none if unreadable."""
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return set()
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            names.add(node.name)
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            names.update(
                f"{node.name}::{inner.name}"
                for inner in node.body
                if isinstance(inner, ast.FunctionDef) and inner.name.startswith("test")
            )
    return names


def _state(specs: set[str], results: list[SpecResult]) -> State:
    """Return the state of an exercise with these *specs*; results of specs that are no longer there do not count."""
    results = [result for result in results if result.spec.partition("[")[0] in specs]
    tried = [result for result in results if result.verdict not in (words.NOT_IMPLEMENTED, SKIPPED)]
    if not tried:
        return State()
    at = max(result.at for result in tried)
    red = [result for result in results if result.verdict not in (words.OK, SKIPPED)]
    # What real threads have shown is over once the specs pass on the simulated machine, which sees more.
    mended = {one.spec: one.at for one in results if (one.machine, one.verdict) == (SIMULATED, words.OK)}
    red = [one for one in red if one.machine == SIMULATED or one.at > mended.get(one.spec, 0.0)]
    if red:
        # What is not written yet says less than a mistake.
        last = max(red, key=lambda result: (result.verdict != words.NOT_IMPLEMENTED, result.at))
        return State(RED, last.verdict, last.at)
    if not specs <= _settled(results, SIMULATED):
        return State(BEGUN, "", at)
    really_passed = any(result.machine == REAL_THREADS and result.verdict == words.OK for result in results)
    if really_passed and specs <= _settled(results, REAL_THREADS):
        return State(GREEN_REAL, "", at)
    return State(GREEN, "", at)


def _settled(results: list[SpecResult], machine: str) -> set[str]:
    """Return the specs that passed on *machine*, or are not meant for it."""
    return {
        result.spec.partition("[")[0]
        for result in results
        if result.machine == machine and result.verdict in (words.OK, SKIPPED)
    }
