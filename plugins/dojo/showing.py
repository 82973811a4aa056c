"""What the options of dojo sessions show: the lights, one of them, the clock; and taking files back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pytest

from plugins.dojo import lights as telling
from plugins.dojo import plugin, snapshots
from plugins.dojo.sessions import AMBER, GREEN, KEPT, RED, Run, Sessions
from plugins.dojo.turns import in_minutes
from plugins.kata.store import StoreError, home
from plugins.path.learner import Learner
from plugins.simulation.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console

    from plugins.dojo.sessions import Light
    from plugins.dojo.turns import Turn

STYLES: Final = {GREEN: "green", RED: "red", AMBER: "yellow", KEPT: "dim"}
#: Seconds between two looks of the clock.
_TICK: Final = 0.5


class _Asked:
    """What an option works on: the session that was named, and the rest."""

    def __init__(self, config: pytest.Config, option: str, sessions: Sessions) -> None:
        self.config = config
        self.learner = Learner(config)
        self.sessions = sessions
        known = sessions.names()
        name = config.option.dojo
        if name is None and len(known) == 1:
            name = known[0]
        if name not in known:
            there_are = _(", ").join(known) or _("none yet")
            if name is None:
                msg = _(
                    "{option} needs {dojo} NAME; there are: {names}", option=option, dojo=plugin.DOJO, names=there_are
                )
            else:
                msg = _(
                    "{dojo} {name!r} is no session; there are: {names}", dojo=plugin.DOJO, name=name, names=there_are
                )
            raise pytest.UsageError(msg)
        self.name: str = name

    @property
    def console(self) -> Console:
        """Where it is shown."""
        return self.learner.console

    def light(self, number: int) -> Light:
        """Return the light with a number.

        :raises pytest.UsageError: if there is none.
        """
        found = [light for light in self.sessions.lights(self.name) if light.number == number]
        if not found:
            last = len(self.sessions.lights(self.name))
            msg = (
                N_("session {session!r} has no light {number}; they are 1 to {last}")
                if last
                else N_("session {session!r} has no light {number}; there are none yet")
            )
            raise pytest.UsageError(_(msg, session=self.name, number=number, last=last))
        return found[0]


def show(config: pytest.Config, option: str) -> int:
    """Do what *option* asks for, and return an exit status as pytest's."""
    shows: dict[str, Callable[[_Asked], None]] = {
        plugin.LIGHTS: _lights,
        plugin.LIGHT: _light,
        plugin.TAKE: _take,
        plugin.CLOCK: _clock,
        plugin.RETRO: _retro,
    }
    try:
        with Sessions(home(config.rootpath)) as sessions:
            shows[option](_Asked(config, option, sessions))
    except StoreError as error:
        raise pytest.UsageError(str(error)) from error
    return pytest.ExitCode.OK


def _lights(asked: _Asked) -> None:
    from rich.table import Table
    from rich.text import Text

    lights = asked.sessions.lights(asked.name)
    console = asked.console
    console.print(Text(asked.name, style="bold"))
    if not lights:
        console.print(_("No light yet."))
        return
    began = asked.sessions.began(asked.name)
    row = Text()
    for light in lights:
        row.append(f"{telling.LETTERS[light.colour]} ", style=f"bold {STYLES[light.colour]}")
    console.print(row)
    console.print()
    table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="dim")
    for title in ("", _("light"), _("minute"), _("verdict"), _("driver"), _("what"), _("changed")):
        table.add_column(title, justify="right" if title in ("", _("minute")) else "left", overflow="fold")
    for light in lights:
        mark = {True: "", False: " " + _("(not foreseen)"), None: ""}[light.foreseen]
        table.add_row(
            str(light.number),
            Text(telling.colour_in_words(light.colour), style=STYLES[light.colour]),
            in_minutes(light.at - began),
            Text(light.verdict + mark),
            Text(light.driver),
            Text(light.what),
            changed_lines(asked.sessions, asked.name, light),
        )
    console.print(table)
    console.print()
    if predicted := telling.hits(lights):
        console.print(_("Foreseen rightly {hits}.", hits=predicted), highlight=False)
    command = f"{asked.learner.called} {plugin.DOJO} {asked.name}"
    console.print(_("Look at one:     {command} N", command=f"{command} {plugin.LIGHT}"), style="dim", markup=False)
    console.print(_("Take files back: {command} N", command=f"{command} {plugin.TAKE}"), style="dim", markup=False)


def changed_lines(sessions: Sessions, name: str, light: Light) -> str:
    """Return how many lines came and went since the light before: "+3 -1"."""
    lines = change_at(sessions, name, light).splitlines()
    more = sum(line.startswith("+") and not line.startswith("+++") for line in lines)
    less = sum(line.startswith("-") and not line.startswith("---") for line in lines)
    return f"+{more} -{less}" if more or less else ""


def change_at(sessions: Sessions, name: str, light: Light) -> str:
    """Return what changed since the light before, as a unified diff; the first light has nothing to compare with."""
    before = sessions.files_before(name, light.number)
    if not before:
        return ""
    files = sessions.files(name, light.number)
    # A run of one kata says nothing of the files of another.
    return snapshots.difference({path: text for path, text in before.items() if _beside(path, files)}, files)


def _beside(path: str, files: dict[str, str]) -> bool:
    folder = path.rpartition("/")[0]
    return any(other.rpartition("/")[0] == folder for other in files)


def _light(asked: _Asked) -> None:
    from rich.syntax import Syntax
    from rich.text import Text

    light = asked.light(asked.config.option.dojo_light)
    console = asked.console
    head = _("light {number}, {colour}", number=light.number, colour=telling.colour_in_words(light.colour))
    console.print(Text(f"{head}  {light.verdict}  {light.what}  {light.driver}".rstrip(), style="bold"))
    change = change_at(asked.sessions, asked.name, light)
    console.print()
    if change:
        console.print(Syntax(change, "diff", background_color="default", word_wrap=True))
    elif light.number == 1:
        console.print(_("The first light: there is nothing to compare it with."))
    else:
        console.print(_("Nothing was changed since the light before."))
    if light.report:
        console.print()
        console.print(Text(light.report))


def _take(asked: _Asked) -> None:
    light = asked.light(asked.config.option.dojo_take)
    files = asked.sessions.files(asked.name, light.number)
    present = {path: text for path, text in _present(asked, files) if files.get(path) != text}
    if not files:
        raise pytest.UsageError(
            _("light {number} of session {session!r} has no files", number=light.number, session=asked.name)
        )
    if present:
        everything = dict(_present(asked, files))
        kept = asked.sessions.add(asked.name, time.time(), Run(KEPT, what=light.what), everything)
        asked.console.print(_("Your present files are kept as light {number}.", number=kept.number), highlight=False)
    try:
        changed = snapshots.put_back(files, lambda kata: asked.learner.katas[kata][0].root)
    except OSError as error:
        msg = _("{file} cannot be written: {why}", file=error.filename, why=error.strerror)
        raise pytest.UsageError(msg) from error
    for path in changed:
        asked.console.print(
            _("{path} is as it was at light {number}.", path=path, number=light.number), highlight=False
        )
    if not changed:
        asked.console.print(_("All files are already as they were then."))


def _present(asked: _Asked, files: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the learner's files in the folders of *files*, as they are now."""
    folders = {path.rpartition("/")[0] for path in files}
    places = [
        place
        for place in asked.learner.places_of(["katas"])
        if place.own.parent.relative_to(place.root).as_posix() in folders
    ]
    yield from snapshots.take(places).items()


def _clock(asked: _Asked) -> None:
    """Show the time that is left until Ctrl-C; ring once at the end of each turn."""
    from rich.live import Live
    from rich.text import Text

    rung = 0
    console = asked.console
    console.print(_("The clock of {name}; Ctrl-C ends it.", name=asked.name), style="dim", markup=False)
    try:
        with Live(console=console, auto_refresh=False, transient=True) as live:
            while True:
                turn = asked.sessions.turn(asked.name)
                now = time.time()
                live.update(Text(clock_line(turn, now)), refresh=True)
                if turn is not None and turn.left(now) <= 0 and rung != turn.number:
                    rung = turn.number
                    console.bell()
                time.sleep(_TICK)
    except KeyboardInterrupt:
        return


def clock_line(turn: Turn | None, now: float) -> str:
    """Return what the clock shows."""
    if turn is None:
        return _("No turn yet: the first run begins it.")
    if turn.left(now) > 0:
        return telling.in_words(turn, now)
    if turn.navigator:
        return _(
            "The turn of {driver} is over; the next run is that of {navigator}.",
            driver=turn.driver,
            navigator=turn.navigator,
        )
    return _("The turn is over; the next run begins another.")


def _retro(asked: _Asked) -> None:
    from plugins.dojo.retro import write

    where = asked.config.invocation_params.dir / asked.config.option.dojo_retro
    write(where, asked.sessions, asked.name)
    asked.console.print(_("Written: {file}", file=str(where)), highlight=False, markup=False, soft_wrap=True)
