"""The options that a learner gives, in one place: their names, their help, and what they mean together.

House rule for the help: what it does, in one line, beginning with a verb; the default last.
"""

from __future__ import annotations

import argparse
import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from plugins.kata.submission import use
from plugins.simulation import STRATEGIES
from plugins.simulation.wakeups import IN_ORDER, WAKEUPS

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.kata.exercise import Exercise
    from plugins.simulation.machine import Machine
    from plugins.simulation.strategies import Strategy

REFERENCE: Final = "--reference"
SUBMISSION: Final = "--submission"
SCHEDULES: Final = "--schedules"
STRATEGY: Final = "--strategy"
SEED: Final = "--seed"
REPLAY: Final = "--replay"
TIME_LIMIT: Final = "--time-limit"
EXPLAIN: Final = "--explain"
SPURIOUS: Final = "--spurious"
WAKEUPS_OPTION: Final = "--wakeups"

#: How many schedules a spec is run under that does not say it itself.
DEFAULT_SCHEDULES: Final = 300
#: Seconds of wall time that a spec may take.
DEFAULT_TIME_LIMIT: Final = 20.0
#: A cache of its own: the ids of the specs are the same, and `--lf` is the learner's.
REFERENCE_CACHE: Final = ".reference_cache"

#: How `dojo.py` was called, when it started pytest.
CALLED: Final = "KATAS_CALLED_AS"


@dataclass(frozen=True, slots=True)
class Settings:
    """The options as the rest of the plugin uses them.

    :ivar submission: the folder, absolute, or None.
    :ivar schedules: schedules for each spec, or None if the spec decides.
    :ivar replay: the token, or None.
    :ivar time_limit: seconds of wall time for each spec.
    :ivar explain: tell the whole story of one schedule of each spec, also where nothing is wrong.
    :ivar spurious: waits may return without a notify in every spec, and not only where the spec says so.
    :ivar wakeups: whom a notify wakes, or None if the spec decides.
    """

    reference: bool
    submission: Path | None
    schedules: int | None
    strategy: str
    seed: int
    replay: str | None
    time_limit: float
    explain: bool = False
    spurious: bool = False
    wakeups: str | None = None

    def command(self, exercise: Exercise) -> str:
        """Return what a person types to run the specs of *exercise* in this way again, but for `--replay`."""
        where = f"katas/{exercise.kata}" if exercise.rewrite is None else _shortest(exercise.file)
        words = [called(), where]
        if self.reference:
            words.append(REFERENCE)
        if self.submission is not None:
            words += [SUBMISSION, _shortest(self.submission)]
        if self.spurious:
            words.append(SPURIOUS)
        if self.wakeups is not None:
            words += [WAKEUPS_OPTION, self.wakeups]
        return " ".join(words)


def called() -> str:
    """Return what a person typed to start this session, without its arguments: "pytest", "python3 dojo.py"."""
    return os.environ.get(CALLED, "pytest")


def add_options(parser: pytest.Parser) -> None:
    """Add the options to pytest's own."""
    group = parser.getgroup("katas", "katas")
    group.addoption(REFERENCE, action="store_true", help="Judge the reference solutions instead of yours")
    group.addoption(SUBMISSION, metavar="DIR", help="Judge the solutions DIR/NAME/X.py instead of yours")
    group.addoption(
        SCHEDULES,
        type=_whole_number(at_least=1),
        metavar="N",
        help=f"Run each spec under N schedules (default: what the spec says, or {DEFAULT_SCHEDULES})",
    )
    group.addoption(
        STRATEGY,
        default=STRATEGIES[0],
        metavar="NAME",
        help=f"Choose schedules in this way: {', '.join(STRATEGIES)}, or what a plugin adds (default: {STRATEGIES[0]})",
    )
    group.addoption(
        SEED, type=_whole_number(), default=0, metavar="S", help="Begin the random choices here (default: 0)"
    )
    group.addoption(REPLAY, metavar="TOKEN", help="Run the schedule of a failing report again, and nothing else")
    group.addoption(EXPLAIN, action="store_true", help="Tell the whole story of one schedule, passing or failing")
    group.addoption(
        SPURIOUS, action="store_true", help="Let Condition.wait return without a notify, once in each thread"
    )
    group.addoption(
        WAKEUPS_OPTION,
        choices=WAKEUPS,
        help=f"Let a notify wake the first, or any of those who wait (default: what the spec says, or {IN_ORDER})",
    )
    group.addoption(
        TIME_LIMIT,
        type=_seconds,
        default=DEFAULT_TIME_LIMIT,
        metavar="SECONDS",
        help=f"End a spec that takes longer, in wall time (default: {DEFAULT_TIME_LIMIT:g})",
    )


def settings_of(config: pytest.Config) -> Settings:
    """Return the options of *config*, checked against each other.

    :raises pytest.UsageError: if they make no sense.
    """
    option = config.option
    submission = None
    if option.submission is not None:
        submission = (config.invocation_params.dir / option.submission).resolve()
        if not submission.is_dir():
            raise pytest.UsageError(
                f"{SUBMISSION} {option.submission!r}: there is no such folder; "
                f"give the one that holds NAME/X.py for each exercise"
            )
        if option.reference:
            raise pytest.UsageError(f"{REFERENCE} and {SUBMISSION} {option.submission!r} exclude each other; give one")
        use(str(submission))
    if option.replay is not None:
        _check_token(option.replay)
    return Settings(
        reference=option.reference,
        submission=submission,
        schedules=option.schedules,
        strategy=option.strategy,
        seed=option.seed,
        replay=option.replay,
        time_limit=option.time_limit,
        explain=option.explain,
        spurious=option.spurious,
        wakeups=option.wakeups,
    )


def strategies_of(config: pytest.Config) -> dict[str, Callable[[Machine, int], Strategy]]:
    """Return what makes the strategies that plugins add, by name.

    :raises pytest.UsageError: if the one that was asked for is neither among them nor built in.
    """
    added: dict[str, Callable[[Machine, int], Strategy]] = {}
    for some in config.hook.pytest_kata_strategies(config=config):
        added.update(some)
    wanted = config.option.strategy
    if wanted not in added and wanted not in STRATEGIES:
        raise pytest.UsageError(
            f"{STRATEGY} {wanted!r}: there is no such strategy; choose one of {', '.join([*STRATEGIES, *added])}"
        )
    return added


def _check_token(token: str) -> None:
    from plugins.simulation.token import TokenError, parse

    try:
        parse(token)
    except TokenError as error:
        raise pytest.UsageError(f"{REPLAY}: {error}") from error


def _whole_number(at_least: int | None = None) -> Callable[[str], int]:
    def parse(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number; give one such as 1000") from None
        if at_least is not None and number < at_least:
            raise argparse.ArgumentTypeError(f"{text!r} is too small; give {at_least} or more")
        return number

    return parse


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds; give one such as 20 or 0.5") from None
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no time to wait; give a number of seconds above 0")
    return seconds


def _shortest(path: Path) -> str:
    """Return *path* relative to the current folder if that is shorter."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return min(relative, str(path), key=len)
