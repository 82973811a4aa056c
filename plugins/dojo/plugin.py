"""pytest's side of dojo sessions: the options, and the light that every run becomes."""

from __future__ import annotations

import argparse
import os
import time
from typing import TYPE_CHECKING, Final

import pytest

from plugins.dojo.turns import parse_length
from plugins.simulation.language import _

if TYPE_CHECKING:
    from plugins.dojo.sessions import Run, Sessions
    from plugins.path.learner import Learner

DOJO: Final = "--dojo"
WHO: Final = "--who"
TURN: Final = "--turn"
PREDICT: Final = "--predict"
LIGHTS: Final = "--dojo-lights"
LIGHT: Final = "--dojo-light"
TAKE: Final = "--dojo-take"
CLOCK: Final = "--dojo-clock"
RETRO: Final = "--dojo-retro"

#: The environment variable that names the session of a terminal.
VARIABLE: Final = "KATAS_DOJO"
_LONGEST_NAME: Final = 80
_SHOWING: Final = (LIGHTS, LIGHT, TAKE, CLOCK, RETRO)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("dojo", "dojo sessions")
    group.addoption(
        DOJO,
        metavar="NAME",
        type=_name,
        default=os.environ.get(VARIABLE) or None,
        help=f"Begin or join this session: every run becomes a light of it (default: {VARIABLE} in the environment)",
    )
    group.addoption(
        WHO, metavar="NAMES", type=_people, default=(), help="Add these people, in the order of their turns: Ada,Bob"
    )
    group.addoption(TURN, metavar="TIME", type=_length, help="Let a turn last so long: 7m, 90s (default: 7m)")
    group.addoption(PREDICT, choices=("red", "green"), help="Say before the run what it will be")
    group.addoption(LIGHTS, action="store_true", help="Show the row of lights of the session")
    group.addoption(LIGHT, type=_number, metavar="N", help="Look at one light: what changed, and its report")
    group.addoption(
        TAKE, type=_number, metavar="N", help="Take the files of that light back; the present ones are kept"
    )
    group.addoption(
        CLOCK, action="store_true", help="Show whose turn it is and the time that is left, with a bell at its end"
    )
    group.addoption(RETRO, metavar="FILE", help="Write the story of the session into FILE.html or FILE.md")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Show what was asked for, and run no session of pytest then."""
    option = config.option
    given = {
        LIGHTS: option.dojo_lights,
        LIGHT: option.dojo_light is not None,
        TAKE: option.dojo_take is not None,
        CLOCK: option.dojo_clock,
        RETRO: option.dojo_retro is not None,
    }
    wanted = [name for name in _SHOWING if given[name]]
    if option.help:
        return None
    for name, value in ((WHO, option.who), (TURN, option.turn), (PREDICT, option.predict)):
        if value and option.dojo is None:
            raise pytest.UsageError(
                _("{option} belongs to a session; name it with {dojo} NAME", option=name, dojo=DOJO)
            )
    if not wanted:
        return None
    if len(wanted) > 1:
        raise pytest.UsageError(_("{one} and {other} exclude each other; give one", one=wanted[0], other=wanted[1]))
    from plugins.dojo.showing import show

    return show(config, wanted[0])


def pytest_configure(config: pytest.Config) -> None:
    """Watch the reports of a run that belongs to a session."""
    option = config.option
    others = option.reference or option.submission or getattr(option, "submissions", None)
    if option.dojo is not None and not others and not option.collectonly and not hasattr(config, "workerinput"):
        config.pluginmanager.register(DojoRun(config), "kata-dojo")


class DojoRun:
    """The hooks of one run that belongs to a session."""

    def __init__(self, config: pytest.Config) -> None:
        from plugins.dojo.lights import Collected
        from plugins.path.learner import Learner

        self._learner: Learner = Learner(config)
        self._name: str = config.option.dojo
        self._collected = Collected()
        self._head: list[str] = []
        self._refused = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Join; a turn that is over ends here."""
        from plugins.dojo.lights import whose_turn
        from plugins.kata.store import StoreError

        now = time.time()
        option = session.config.option
        try:
            with self._sessions() as sessions:
                begun = sessions.join(self._name, now, people=option.who, length=option.turn)
                before = sessions.turn(self._name)
                turn = sessions.next_turn(self._name, now)
        except StoreError as error:
            self._refused = str(error)
            self._head = [f"dojo: {error}"]
            return
        self._head = whose_turn(self._name, begun=begun, before=before, turn=turn, now=now)

    def pytest_report_header(self) -> list[str]:
        """Say whose turn it is; ring when the last turn is over."""
        return self._head

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note what became of a spec."""
        self._collected.add(report)

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """Keep the light, below all reports."""
        from plugins.dojo.lights import light_line
        from plugins.dojo.snapshots import take
        from plugins.kata.store import StoreError

        terminal = config.pluginmanager.get_plugin("terminalreporter")
        if terminal is not None and config.get_verbosity() < 0:
            # Without a header it has not been said yet.
            for line in self._head:
                terminal.write_line(line)
        if self._refused or not self._collected.is_a_run:
            return
        run: Run = self._collected.run(config.option.predict or "")
        try:
            with self._sessions() as sessions:
                now = time.time()
                light = sessions.add(self._name, now, run, take(self._learner.places()))
                lights = sessions.lights(self._name)
        except StoreError as error:
            line = f"dojo: {error}"
        else:
            line = light_line(self._name, light, lights)
        if terminal is not None:
            terminal.write_line(line)

    def _sessions(self) -> Sessions:
        from plugins.dojo.sessions import Sessions
        from plugins.kata.store import home

        return Sessions(home(self._learner.root))


def _name(text: str) -> str:
    name = text.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise argparse.ArgumentTypeError(
            _("{text!r} is no name of a session; give a short one, such as friday", text=text)
        )
    return name


def _people(text: str) -> tuple[str, ...]:
    people = tuple(name for part in text.split(",") if (name := part.strip()))
    if not people or not all(name.isprintable() for name in people):
        raise argparse.ArgumentTypeError(
            _("{text!r} names nobody; give names with commas between them, such as Ada,Bob", text=text)
        )
    return people


def _length(text: str) -> float:
    try:
        return parse_length(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _number(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(
            _("{text!r} is no number of a light; give one that {lights} shows", text=text, lights=LIGHTS)
        )
    return int(text)
