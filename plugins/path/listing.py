"""The list of the katas with a learner's progress, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from plugins.kata.catalogue import text_in
from plugins.path.state import BEGUN, GREEN, GREEN_REAL, NOT_TRIED, RED, State, state_of_kata
from plugins.simulation.language import _, current

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rich.console import Console

    from plugins.kata.catalogue import KataEntry

_MARKS: Final = {NOT_TRIED: " ", BEGUN: "~", RED: "x", GREEN: "+", GREEN_REAL: "*"}
_STYLES: Final = {NOT_TRIED: "dim", BEGUN: "yellow", RED: "red", GREEN: "green", GREEN_REAL: "bold green"}
_MOST_DIFFICULT: Final = 5


def title_of_part(part: str) -> str:
    """Return the heading of a part of the catalogue."""
    return {"processes": _("Processes"), "threads": _("Threads"), "beyond": _("Beyond")}.get(part, part)


def in_words(state: State) -> str:
    """Return what is told of a state: "red: deadlock"."""
    if state.word == RED:
        return _("red: {verdict}", verdict=state.verdict)
    return {
        NOT_TRIED: _("not tried"),
        BEGUN: _("begun"),
        GREEN: _("green"),
        GREEN_REAL: _("green, real threads too"),
    }[state.word]


def next_kata(entries: Mapping[str, KataEntry], known: Mapping[str, Mapping[str, State]]) -> KataEntry | None:
    """Return the kata to go on with: the one begun last, else the first untried one whose forerunners are done.

    None when all are green.
    """
    whole = {name: state_of_kata(known[name].values()) for name in entries}
    begun = [name for name in entries if whole[name].word in (RED, BEGUN)]
    if begun:
        return entries[max(begun, key=lambda name: max(state.at for state in known[name].values()))]
    open_ones = [entry for entry in entries.values() if not whole[entry.name].is_green]
    ready = [entry for entry in open_ones if all(whole[other].is_green for other in entry.before if other in whole)]
    return next(iter(ready or open_ones), None)


def show(
    console: Console,
    entries: Mapping[str, KataEntry],
    known: Mapping[str, Mapping[str, State]],
    command: str,
    lesson: Callable[[str], str],
) -> None:
    """Print the list, a kata a row, and the next one.

    :param known: the state of each exercise, by kata and exercise.
    :param command: how pytest or dojo.py was called.
    :param lesson: returns where the lesson of a kata is, by its name.
    """
    from rich.table import Table

    language = current()
    done = sum(state_of_kata(known[name].values()).is_green for name in entries)
    following = next_kata(entries, known)
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    table.add_column("", justify="right")
    table.add_column(_("kata"), no_wrap=True)
    table.add_column(_("what you can do afterwards"), ratio=1, overflow="fold")
    table.add_column(_("level"), no_wrap=True)
    table.add_column(_("min"), justify="right", no_wrap=True)
    table.add_column(_("progress"), no_wrap=True)
    part = ""
    for name, entry in entries.items():
        if entry.part != part:
            part = entry.part
            table.add_section()
            table.add_row("", f"[bold]{title_of_part(part)}[/bold]", "", "", "", "")
        state = state_of_kata(known[name].values())
        level = "o" * entry.difficulty + "." * (_MOST_DIFFICULT - entry.difficulty)
        style = _STYLES[state.word]
        table.add_row(
            str(entry.order),
            f"[bold]{name}[/bold]" if entry is following else name,
            text_in(entry.teaches, language) or text_in(entry.title, language),
            level,
            str(entry.minutes) if entry.minutes else "",
            f"[{style}]{_MARKS[state.word]} {in_words(state)}{_count(known[name])}[/{style}]",
        )
    console.print(table)
    console.print()
    console.print(_("{done} of {all} katas are green.", done=done, all=len(entries)), highlight=False)
    if following is None:
        console.print(_("That was all of them. Which one would you solve in another way today?"))
        return
    console.print(
        _("Next: {title}", title=text_in(following.title, language)),
        highlight=False,
    )
    console.print(f"  {lesson(following.name)}", highlight=False, markup=False, soft_wrap=True)
    console.print(f"  {command} katas/{following.name}", highlight=False, style="bold")


def _count(exercises: Mapping[str, State]) -> str:
    """Return how many exercises of a kata are green, where that is neither none nor all: " 2/4"."""
    green = sum(state.is_green for state in exercises.values())
    return f" {green}/{len(exercises)}" if 0 < green < len(exercises) else ""
