"""The options that a learner gives, in one place: their names, their help, and what they mean together.

House rule for the help: what it does, in one line, beginning with a verb; the default last.
"""

from __future__ import annotations

import argparse
import functools
import math
import os
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from plugins.kata.submission import use
from plugins.simulation import DEFAULT
from plugins.simulation.language import _
from plugins.simulation.network.calls import NETWORKS, PIECES
from plugins.simulation.registry import BOUNDED, names, register, unregister
from plugins.simulation.wakeups import IN_ORDER, WAKEUPS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plugins.kata.exercise import Exercise

REFERENCE: Final = "--reference"
SUBMISSION: Final = "--submission"
SCHEDULES: Final = "--schedules"
STRATEGY: Final = "--strategy"
PREEMPTIONS: Final = "--preemptions"
SEED: Final = "--seed"
REPLAY: Final = "--replay"
TIME_LIMIT: Final = "--time-limit"
EXPLAIN: Final = "--explain"
SPURIOUS: Final = "--spurious"
WAKEUPS_OPTION: Final = "--wakeups"
NETWORK: Final = "--network"

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
    :ivar preemptions: the bound of the strategy "bounded", or None.
    :ivar replay: the token, or None.
    :ivar time_limit: seconds of wall time for each spec.
    :ivar explain: tell the whole story of one schedule of each spec, also where nothing is wrong.
    :ivar spurious: waits may return without a notify in every spec, and not only where the spec says so.
    :ivar wakeups: whom a notify wakes, or None if the spec decides.
    :ivar network: whether what one call sends may arrive in pieces, or None if the spec decides.
    """

    reference: bool
    submission: Path | None
    schedules: int | None
    strategy: str
    preemptions: int | None
    seed: int
    replay: str | None
    time_limit: float
    explain: bool = False
    spurious: bool = False
    wakeups: str | None = None
    network: str | None = None

    def command_for(self, exercise: Exercise) -> str:
        """Return what a person types to run the specs of *exercise* in this way again, but for `--replay`."""
        if exercise.rewrite is None:
            return self.command(exercise.kata, exercise.submission)
        return " ".join([called(), shlex.quote(shortest(exercise.file)), *self._machine()])

    def command(self, kata: str, submission: Path | None = None) -> str:
        """Return what a learner types to run the specs of *kata* in this way again, but for `--replay`.

        :param submission: the folder that was judged, where it is not the one that the options name.
        """
        words = [called(), f"katas/{kata}"]
        submission = submission or self.submission
        if self.reference:
            words.append(REFERENCE)
        if submission is not None:
            words += [SUBMISSION, shlex.quote(shortest(submission))]
        return " ".join([*words, *self._machine()])

    def _machine(self) -> list[str]:
        words = [SPURIOUS] if self.spurious else []
        words += [] if self.wakeups is None else [WAKEUPS_OPTION, self.wakeups]
        return words if self.network is None else [*words, NETWORK, self.network]


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
        default=DEFAULT,
        metavar="NAME",
        help=f"Choose schedules in this way: {', '.join(names())}, or what a plugin adds (default: {DEFAULT})",
    )
    group.addoption(
        PREEMPTIONS,
        type=_whole_number(at_least=0),
        metavar="N",
        help=f"With {STRATEGY} {BOUNDED} take at most N preemptions a schedule (default: no bound)",
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
        NETWORK,
        choices=NETWORKS,
        help=f"Let what one call sends arrive in two pieces, or whole (default: what the spec says, or {PIECES})",
    )
    group.addoption(
        TIME_LIMIT,
        type=seconds,
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
                _(
                    "{option} {folder!r}: there is no such folder; give the one that holds NAME/X.py for each exercise",
                    option=SUBMISSION,
                    folder=option.submission,
                )
            )
        if option.reference:
            given = f"{SUBMISSION} {option.submission!r}"
            raise pytest.UsageError(_("{one} and {other} exclude each other; give one", one=REFERENCE, other=given))
        use(str(submission))
    if option.preemptions is not None and option.strategy != BOUNDED:
        raise pytest.UsageError(
            _(
                "{preemptions} {count} is a bound of {strategy} {bounded}; give both, or neither",
                preemptions=PREEMPTIONS,
                count=option.preemptions,
                strategy=STRATEGY,
                bounded=BOUNDED,
            )
        )
    if option.replay is not None:
        _check_token(option.replay)
    return Settings(
        reference=option.reference,
        submission=submission,
        schedules=option.schedules,
        strategy=option.strategy,
        preemptions=option.preemptions,
        seed=option.seed,
        replay=option.replay,
        time_limit=option.time_limit,
        explain=option.explain,
        spurious=option.spurious,
        wakeups=option.wakeups,
        network=option.network,
    )


def add_strategies(config: pytest.Config) -> None:
    """Let the strategies that plugins add be asked for by name, as long as *config* lasts.

    :raises pytest.UsageError: if one of them has no good name, or there is none of the name that was asked for.
    """
    for some in config.hook.pytest_kata_strategies(config=config):
        for name, factory in some.items():
            try:
                register(name, factory)
            except ValueError as error:
                raise pytest.UsageError(f"pytest_kata_strategies: {error}") from error
            config.add_cleanup(functools.partial(unregister, name))
    if config.option.strategy not in names():
        raise pytest.UsageError(
            _(
                "{option} {strategy!r}: there is no such strategy; choose one of {names}",
                option=STRATEGY,
                strategy=config.option.strategy,
                names=_(", ").join(names()),
            )
        )


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
            msg = _("{text!r} is no whole number; give one such as {example}", text=text, example=1000)
            raise argparse.ArgumentTypeError(msg) from None
        if at_least is not None and number < at_least:
            raise argparse.ArgumentTypeError(
                _("{text!r} is too small; give {least} or more", text=text, least=at_least)
            )
        return number

    return parse


def seconds(text: str) -> float:
    """Return the number of seconds that an option gives.

    :raises argparse.ArgumentTypeError: if it is none that one can wait.
    """
    try:
        number = float(text)
    except ValueError:
        msg = _("{text!r} is no number of seconds; give one such as 20 or 0.5", text=text)
        raise argparse.ArgumentTypeError(msg) from None
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(_("{text!r} is no time to wait; give a number of seconds above 0", text=text))
    return number


def shortest(path: Path) -> str:
    """Return *path* relative to the current folder if that is shorter."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return min(relative, str(path), key=len)
