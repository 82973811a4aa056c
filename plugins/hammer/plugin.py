"""pytest's side of `--hammer N`: runs the specs of thread katas on real threads, and shows what came out in a table."""

from __future__ import annotations

import argparse
import zlib
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.kata.options import REPLAY, SCHEDULES, SEED
from plugins.kata.sections import section
from plugins.kata.serving import SERVING, meter
from plugins.kata.simulated import explore_options, judge, world_of
from plugins.kata.stash import DRAWING, EXERCISE, SETTINGS, spec_id
from plugins.progress.meter import ROUNDS
from plugins.simulation.cells import cells, clip, right, wrap
from plugins.simulation.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from plugins.hammer.world import RealWorld
    from plugins.kata.exercise import Exercise
    from plugins.progress.meter import Meter
    from plugins.simulation.exploring import Program
    from plugins.simulation.result import Result

HAMMER: Final = "--hammer"

#: On an item that was hammered: what came out.
TALLY: Final = pytest.StashKey[dict[str, Any]]()

#: One world for each folder of learner code, as for the simulation.
_WORLDS: dict[str, RealWorld] = {}
#: Kinds of wrong results that a row of the table names.
_SHOWN_KINDS: Final = 1


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("katas", "katas").addoption(
        HAMMER,
        type=_rounds,
        metavar="N",
        help="Run each spec N rounds on real threads; --time-limit then bounds a round (default: not at all)",
    )


def _rounds(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        msg = _("{text!r} is no whole number; give one such as {example}", text=text, example=10000)
        raise argparse.ArgumentTypeError(msg) from None
    if number < 1:
        raise argparse.ArgumentTypeError(_("{text!r} is no number of rounds; give 1 or more", text=text))
    return number


def pytest_configure(config: pytest.Config) -> None:
    """Refuse what does not go together."""
    rounds = config.option.hammer
    if rounds is None:
        return
    if config.option.replay is not None:
        raise pytest.UsageError(
            _(
                "{hammer} {rounds} and {replay} {token!r} exclude each other: real threads follow no schedule; leave "
                "{hammer} out to see that one again",
                hammer=HAMMER,
                rounds=rounds,
                replay=REPLAY,
                token=config.option.replay,
            )
        )
    if config.option.schedules is not None:
        raise pytest.UsageError(
            _(
                "{hammer} {rounds} and {schedules} {count} exclude each other: real threads follow no schedule; give "
                "one",
                hammer=HAMMER,
                rounds=rounds,
                schedules=SCHEDULES,
                count=config.option.schedules,
            )
        )
    config.pluginmanager.register(Hammer(config), "kata-hammer")


class Hammer:
    """The hooks of a session that hammers."""

    def __init__(self, config: pytest.Config) -> None:
        self._rounds: int = config.option.hammer
        self._rows: list[tuple[str, dict[str, Any]]] = []

    @pytest.hookimpl
    def pytest_kata_run(self, item: pytest.Function, exercise: Exercise) -> Result:
        """Run the body of *item* on real threads."""
        from plugins.hammer.rounds import hammer_program
        from plugins.hammer.world import RealWorld

        settings = item.config.stash[SETTINGS]
        options = explore_options(item)
        if not options["hammer"]:
            pytest.skip("the spec is for the simulated machine only: it says hammer=False")
        world = world_of(exercise, _WORLDS, RealWorld)

        def hammer(program: Program, passthrough: tuple[type[BaseException], ...]) -> Result:
            far = meter(item.config, ROUNDS, self._rounds)
            result, tally = hammer_program(
                program,
                world=world,
                rounds=self._rounds,
                # Another one for each spec, and the same whichever worker runs it.
                seed=settings.seed + zlib.crc32(spec_id(item).encode()),
                clock=options["clock"],
                horizon=options["horizon"],
                all_joined=options["all_joined"],
                passthrough=passthrough,
                command=f"{settings.command_for(exercise)} {HAMMER} {self._rounds}"
                + (f" {SEED} {settings.seed}" if settings.seed else ""),
                sign_of_life=lambda done: _show_life(item.config, far, done),
                drawing=DRAWING in item.config.stash,
            )
            far.end()
            item.stash[TALLY] = tally.as_dict()
            return result

        return judge(item, exercise, world, hammer)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Let the report of a spec carry its tally."""
        report = yield
        if call.when == "call" and TALLY in item.stash and EXERCISE in item.stash:
            report.kata_hammer = item.stash[TALLY]  # type: ignore[attr-defined] # extra values travel with it
        return report

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the tally for the table."""
        tally = getattr(report, "kata_hammer", None)
        if tally is not None:
            self._rows.append((report.nodeid, tally))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show the table."""
        if not self._rows:
            return
        section(terminalreporter, _("real threads, {python}", python=self._rows[0][1]["python"]))
        tw = terminalreporter._tw
        # In a pipe nothing is broken into lines.
        width = tw.fullwidth if tw._file.isatty() else None
        for line in table(self._rows, width):
            terminalreporter.line(line)


#: The heads of the table's columns.
_HEADS: Final = (N_("rounds"), N_("right"), N_("wrong"), N_("first"), N_("rounds/s"), N_("spec"))


def table(rows: list[tuple[str, dict[str, Any]]], width: int | None = None) -> list[str]:
    """Return the tallies of specs as a table.

    :param rows: for each spec its node id and `Tally.as_dict()`.
    :param width: cells that a line may take: what is said of a spec then stands below it where it does not fit beside.
    """
    *heads, last = map(_, _HEADS)
    rows_of: list[tuple[Sequence[str], str, str]] = [(heads, last, "")]
    for nodeid, tally in rows:
        wrong = tally["rounds"] - tally["right"]
        first = f"{tally['first']:,}" if tally["first"] else "-"
        rate = f"{tally['rounds'] / tally['seconds']:,.0f}" if tally["seconds"] else "-"
        kinds = list(tally["wrong"])
        remark = f"  {kinds[0]}" if kinds else ""
        if len(kinds) > _SHOWN_KINDS:
            remark += _(", and {count} more", count=len(kinds) - _SHOWN_KINDS)
        if not wrong and tally["possible"]:
            remark = "  " + _("right by luck: an update can get lost")
        elif not tally["threads"]:
            remark += "  " + _("(starts no thread)")
        name = nodeid.rpartition("/")[2]
        numbers = (f"{tally['rounds']:,}", f"{tally['right']:,}", f"{wrong:,}", first, rate)
        rows_of.append((numbers, name, remark))
    widths = [max(cells(numbers[column]) for numbers, _name, _remark in rows_of) for column in range(5)]
    lines = []
    room = None if width is None else width - sum(widths) - 2 * len(widths)
    in_short = room is not None and any(cells(name) > room for _numbers, name, _remark in rows_of)
    for counts, full, remark in rows_of:
        name = full.rpartition("::")[2] if in_short else full
        begin = "".join(right(cell, place) + "  " for cell, place in zip(counts, widths, strict=True))
        lines += _row(begin, name, remark, width)
    total = sum(tally["rounds"] for _, tally in rows)
    if all(tally["right"] == tally["rounds"] and not tally["possible"] for _, tally in rows):
        lines.append(_("{count:,} rounds, nothing wrong seen", count=total))
    return lines


def _row(begin: str, name: str, remark: str, width: int | None) -> list[str]:
    """Return a row of the table as one line, or more where *width* cells are not enough."""
    if width is None or cells(begin + name + remark) <= width:
        return [begin + name + remark]
    room = width - cells(begin) - 2
    return [
        begin + clip(name, room + 2),
        *(f"{'':{cells(begin) + 2}}{part}" for part in wrap(remark.strip(), room) if remark),
    ]


def _show_life(config: pytest.Config, far: Meter, done: int) -> None:
    serving = config.pluginmanager.getplugin(SERVING)
    if serving is not None:
        serving.show_life()
    far(done)
