"""Both machines agree: what the simulation accepts or rejects, real threads accept or reject, with the same verdict.

By default a sample of the gallery is hammered: of each kata's first exercise the first wrong and the first right
solution. With KATAS_WHOLE_GALLERY set it is all of it. A mistake that real threads cannot show has in `gallery.toml`
the line `hammer = "not shown: REASON"`.
"""

from __future__ import annotations

import os
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import pytest

from plugins.simulation.result import OK
from tests.solutions import CATALOGUE, ROOT, Solution, batches, gallery_of, judge, run_specs

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.once

#: Rounds of each spec: enough for the rarest mistake of the gallery.
ROUNDS: Final = 100


def _sample() -> list[list[Solution]]:
    """Return of each kata's first exercise the first wrong and the first right solution, in lists as `batches`."""
    rows: list[list[Solution]] = []
    for kata in CATALOGUE:
        first = next(gallery_of(kata)).exercise
        mine = [solution for solution in gallery_of(kata) if solution.exercise == first]
        rows.append([next(s for s in mine if bool(s.fails) is wrong) for wrong in (True, False)])
    return [[solution for solution in row if solution is not None] for row in zip_longest(*rows)]


BATCHES: Final = batches() if os.environ.get("KATAS_WHOLE_GALLERY") else _sample()


def _not_hammered(solution: Solution) -> list[str]:
    """Return the specs of its exercise that ask for something that real threads do not do."""
    text = (ROOT / "katas" / solution.kata / f"test_{solution.exercise}.py").read_text("utf-8")
    marked = r"^@pytest\.mark\.explore\([^\n]*hammer=False[^\n]*\)\n"
    return re.findall(rf"{marked}(?:@[^\n]*\n)*def (\w+)", text, re.MULTILINE)


@pytest.mark.parametrize("batch", BATCHES, ids=[f"batch {number}" for number in range(len(BATCHES))])
def test_real_threads_agree_with_the_simulation(batch: list[Solution], tmp_path: Path) -> None:
    """A right solution passes every round; a wrong one fails each spec that must reject it, with one of its verdicts.

    Which of several faults comes first is luck on real threads, so one case of a spec with the verdict is enough.
    """
    cases = judge(batch, tmp_path, "--hammer", str(ROUNDS))
    disagree = []
    for solution in batch:
        if solution.hammer:
            continue
        mine = [case for case in cases if (case.kata, case.exercise) == (solution.kata, solution.exercise)]
        wrong = [case for case in mine if case.verdict != OK]
        if not solution.fails:
            disagree += [f"{solution}: {case.name} says {case.verdict}\n{case.text}" for case in wrong]
        left_out = _not_hammered(solution)
        for spec, verdicts in solution.fails.items():
            if spec.partition("[")[0] in left_out:
                continue
            said = {case.verdict for case in wrong if spec in (case.spec, case.name)}
            if not said & set(verdicts):
                disagree.append(f"{solution}: {spec} says {said or OK}, and should say one of {verdicts}")
    assert not disagree, "\n\n".join(disagree)


def test_references_pass_on_real_threads(tmp_path: Path) -> None:
    """Every spec of every kata is fit for them, or says that it is not."""
    cases = run_specs(tmp_path, "katas", "--reference", "--hammer", "25")
    assert not [case for case in cases if case.verdict != OK]


@pytest.mark.parametrize("kata", CATALOGUE)
def test_what_is_not_shown_has_its_reason(kata: str) -> None:
    """Only wrong solutions are excused, each with a sentence."""
    for solution in gallery_of(kata):
        if solution.hammer:
            assert solution.fails
            assert re.fullmatch(r"not shown: \w.{10,}", solution.hammer), solution
