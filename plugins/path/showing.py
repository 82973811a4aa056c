"""What the options of the learner's path show; each function returns an exit status as pytest's."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from plugins.kata.catalogue import CatalogueError, text_in
from plugins.kata.packs import KATAS
from plugins.kata.store import StoreError
from plugins.kata.verdicts import short
from plugins.path import compare, hints, listing, stub
from plugins.path.state import RED, State
from plugins.simulation.language import _, current

if TYPE_CHECKING:
    from plugins.path.learner import Learner
    from plugins.path.where import Place


def show_list(learner: Learner) -> int:
    """List the katas."""
    with _told(), learner.progress() as progress:
        if not learner.entries:
            raise pytest.UsageError(_("there is no catalogue of katas in {folder}", folder=learner.root / KATAS))
        listing.show(learner.console, learner.entries, learner.states(progress), learner.called, learner.lesson)
    return pytest.ExitCode.OK


def show_hint(learner: Learner) -> int:
    """Show the next hint on one exercise: that which failed last, else the first that is not green."""
    with _told(), learner.progress() as progress:
        states = learner.states(progress)
        chosen = _chosen(learner, states)
        console = learner.console
        if chosen is None:
            console.print(_("All of that is green: no hint is needed. --compare shows how others did it."))
            return pytest.ExitCode.OK
        state = states[chosen.kata][chosen.exercise]
        fitting = hints.read(chosen.hints).get(chosen.exercise, hints.Hints()).fitting(state.verdict)
        console.print(f"[bold]{chosen}[/bold]  ({listing.in_words(state)})")
        lesson = learner.lesson(chosen.kata)
        if not fitting:
            console.print(_("There are no hints on this one; the lesson is {lesson}.", lesson=lesson))
            return pytest.ExitCode.OK
        language = current()
        shown = progress.hints_shown(chosen.kata, chosen.exercise)
        number = next((n for n, hint in enumerate(fitting) if text_in(hint.text, "en") not in shown), len(fitting) - 1)
        for index, hint in enumerate(fitting[: number + 1], start=1):
            console.print()
            style = "" if index == number + 1 else "dim"
            console.print(f"{index}/{len(fitting)}  {text_in(hint.text, language)}", style=style, markup=False)
        console.print()
        if number + 1 == len(fitting):
            console.print(_("That was the last one. The lesson once more: {lesson}.", lesson=lesson), style="dim")
        else:
            console.print(_("Try that first; the next hint says more."), style="dim")
        progress.note_hint(chosen.kata, chosen.exercise, text_in(fitting[number].text, "en"))
    return pytest.ExitCode.OK


def show_comparison(learner: Learner) -> int:
    """Show the learner's files beside the references; ask first where that would give the solution away."""
    with _told(), learner.progress() as progress:
        states = learner.states(progress)
        for place in _named(learner):
            if not _may_look(learner, place, states[place.kata][place.exercise]):
                continue
            learner.console.print(f"[bold]{place}[/bold]")
            if not place.own.exists():
                learner.console.print(_("You have no file {file}.", file=place.own.name))
                continue
            others = compare.other_right_ways(learner.katas[place.kata][0].gallery, place)
            compare.show(learner.console, place, others=others)
            learner.console.print()
    return pytest.ExitCode.OK


def reset(learner: Learner) -> int:
    """Put stubs back, and keep what was there."""
    named = learner.reset
    with _told(), learner.progress() as progress:
        places = learner.places_of([named])
        if not places or named.strip("/\\") in ("", ".", KATAS):
            raise pytest.UsageError(
                f"--reset {named!r}: there is no such kata or exercise; "
                f"give one such as condition or condition/alternating"
            )
        for place in places:
            kept = stub.put_back(place.own, root=place.root, now=datetime.now().astimezone())
            progress.forget(place.kata, place.exercise)
            own = short(place.own)
            if kept is None:
                learner.console.print(_("{file} is the stub.", file=own))
            else:
                learner.console.print(_("{file} is the stub again; yours is {kept}.", file=own, kept=short(kept)))
    return pytest.ExitCode.OK


def watch(learner: Learner) -> int:
    """Run what is saved until Ctrl-C."""
    from plugins.path.plugin import WATCH
    from plugins.path.watch import Watch

    with _told():
        places = _named(learner)
        options = [option for option in learner.options if option != WATCH]
        color = ["--color=yes"] if learner.console.is_terminal else []
        command = [sys.executable, "-P", "-m", "pytest", *color, *options]
        Watch(learner.console, learner.root, command, places).until_interrupted()
    return pytest.ExitCode.OK


def _named(learner: Learner) -> list[Place]:
    places = learner.places()
    if not places:
        raise pytest.UsageError(
            f"{' '.join(learner.arguments)!r} names no kata; give one such as {KATAS}/condition, or nothing for all"
        )
    return places


def _chosen(learner: Learner, states: dict[str, dict[str, State]]) -> Place | None:
    """Return the exercise to speak of: the one that failed last, else the first one that is not green."""
    open_ones = [place for place in _named(learner) if not states[place.kata][place.exercise].is_green]
    red = [place for place in open_ones if states[place.kata][place.exercise].word == RED]
    if red:
        return max(red, key=lambda place: states[place.kata][place.exercise].at)
    return next(iter(open_ones), None)


def _may_look(learner: Learner, place: Place, state: State) -> bool:
    """Return whether the reference may be shown: after green, or when somebody really wants to."""
    if state.is_green:
        return True
    question = _(
        "{exercise} is not green yet ({state}). See the solution all the same?",
        exercise=str(place),
        state=listing.in_words(state),
    )
    if not sys.stdin.isatty():
        learner.console.print(question)
        learner.console.print(_("There is nobody to ask here: run this in a terminal, or solve it first."))
        return False
    return learner.console.input(f"{question} [y/N] ").strip().lower() in ("y", "yes", "j", "ja", "是")


class _told:  # noqa: N801 - used like a function
    """Context in which what is wrong with the files behind the path is a usage error: one line, no traceback."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, CatalogueError | StoreError | hints.HintsError | stub.ResetError):
            raise pytest.UsageError(str(error)) from error
