"""The tables at the end of a class's session: who passed what, and which mistakes the class met.

rich lays them out, in colours on a terminal and as plain aligned columns in a pipe, where nothing is cut.
"""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from plugins.simulation import result as words
from plugins.simulation.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plugins.submissions.grades import Grade, Met

#: Columns in a pipe: wider than any row.
_WIDE: Final = 2000
#: People that a row of the class's table names.
_NAMED: Final = 3


def results(grades: Iterable[Grade], *, colour: bool, width: int) -> str:
    """Return a row for each person and kata; what somebody has not handed in is one row, if it is several katas."""
    table = _table(N_("person"), N_("kata"), N_("verdict"), N_("points"), N_("exercises"), N_("what was met"))
    for person, own in groupby(grades, key=lambda grade: grade.person):
        handed_in: list[Grade] = []
        missing: list[Grade] = []
        for grade in own:
            (missing if set(grade.verdicts) == {words.MISSING} and not grade.passed else handed_in).append(grade)
        if len(missing) == 1:
            handed_in += missing
        for grade in handed_in:
            cells = (f"{grade.passed}/{grade.specs}", f"{grade.done}/{len(grade.exercises)}")
            met = ", ".join(f"{verdict} {count}" for verdict, count in grade.verdicts.items())
            table.add_row(Text(person), Text(grade.kata), _verdict(grade.verdict), *cells, met)
        if len(missing) > 1:
            specs = sum([grade.specs for grade in missing])
            exercises = sum([len(grade.exercises) for grade in missing])
            count = len(missing)
            what = _("{count} others", count=count) if handed_in else _("all {count}", count=count)
            table.add_row(
                Text(person), what, _verdict(words.MISSING), f"0/{specs}", f"0/{exercises}", _("not handed in")
            )
    return _laid_out(table, colour=colour, width=width)


def mistakes(met: Sequence[Met], people: int, *, colour: bool, width: int) -> str:
    """Return a row for each verdict that the class met in an exercise.

    :param people: how many there are in the class.
    """
    table = _table(N_("exercise"), N_("verdict"), N_("people"), N_("specs"), N_("who"), N_("said most often"))
    for each in met:
        who = ", ".join(each.people[:_NAMED]) + (", ..." if len(each.people) > _NAMED else "")
        exercise = f"{each.kata}/{each.exercise}"
        share = _("{count} of {all}", count=len(each.people), all=people)
        table.add_row(exercise, _verdict(each.verdict), share, str(each.specs), Text(who), Text(each.headline))
    return _laid_out(table, colour=colour, width=width)


def _table(*heads: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for head in heads:
        number = head in ("points", "exercises", "people", "specs")
        table.add_column(_(head), justify="right" if number else "left", no_wrap=number or head == "verdict")
    return table


def _verdict(verdict: str) -> Text:
    return Text(verdict, style="green" if verdict == words.OK else "yellow" if verdict == words.MISSING else "red")


def _laid_out(table: Table, *, colour: bool, width: int) -> str:
    # The height keeps rich from taking 80 columns for a terminal that calls itself dumb.
    console = Console(
        file=io.StringIO(),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        width=width if colour else _WIDE,
        height=25,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as captured:
        console.print(table)
    return "\n".join(line.rstrip() for line in captured.get().rstrip("\n").split("\n"))
