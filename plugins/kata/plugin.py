"""pytest's side of the katas: which module is judged, where specs run, and what their reports say.

The root conftest registers this module. Specs (`katas/NAME/test_X.py`) run in supervised children, see `runner.py`;
every other test is pytest's own business. What runs a spec is a hook (`pytest_kata_run` in `plugins/hookspecs.py`), and
`simulated.py` is its implementation for threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from plugins import hookspecs
from plugins.kata import hash_seed, simulated
from plugins.kata.exercise import exercise_of
from plugins.kata.expected import note_comparison
from plugins.kata.fixtures import kata, printed
from plugins.kata.options import REFERENCE_CACHE, REPLAY, add_options, add_strategies, settings_of
from plugins.kata.own_code import REWRITE_INI, own_exercise
from plugins.kata.packs import pack_of
from plugins.kata.proving import PROVED
from plugins.kata.runner import VERDICT, PreparedRunner, Runner, failed_report, has_threads
from plugins.kata.sections import section
from plugins.kata.stash import EXERCISE, RESULT, SETTINGS
from plugins.simulation import result as words
from plugins.simulation.child import CAN_FORK
from plugins.simulation.language import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from plugins.kata.exercise import Exercise

__all__ = ["kata", "printed"]

_MARKER: Final = (
    "explore(schedules=N, clock='exact'|'any', horizon=SECONDS, all_joined=True, hammer=False, spurious=True, "
    "wakeups='in-order'|'any', network='pieces'|'whole', if_unsupported='fail'|'skip', rewrite=[PACKAGE, ...]): "
    "how the schedules of a spec are explored; each argument may be left out"
)


class SpecFailedError(Exception):
    """A spec failed on its machine; its result tells why."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the katas."""
    add_options(parser)
    parser.addini(REWRITE_INI, "Packages that tests marked with `explore` rewrite", type="args", default=[])


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Declare the hooks of the katas."""
    pluginmanager.add_hookspecs(hookspecs)
    pluginmanager.register(simulated, "kata-simulated")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, object, object]:
    """Run a replay in this process's own session: one spec is nothing to distribute."""
    if config.option.replay is not None and getattr(config.option, "numprocesses", None):
        config.option.numprocesses = 0
    return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Check the options, and keep what belongs to `--reference` apart."""
    config.addinivalue_line("markers", _MARKER)
    settings = config.stash[SETTINGS] = settings_of(config)
    add_strategies(config)
    _find_in_packs(config)
    if settings.reference:
        # Read by the cache, whose own `pytest_configure` comes after this one.
        config._inicache["cache_dir"] = REFERENCE_CACHE  # noqa: SLF001 - an option given here would come too late
    config.pluginmanager.register(Specs(config), "kata-specs")


def _find_in_packs(config: pytest.Config) -> None:
    """Let `katas/NAME` name a kata of another pack too, and no path at all the katas of all packs."""
    from plugins.kata.packs import others, place_of

    if config.args_source is pytest.Config.ArgsSource.ARGS:
        config.args = [place_of(argument, config.rootpath) for argument in config.args]
    elif config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        config.args += [str(pack.katas) for pack in others()]


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    """Give a spec of another pack the node id that it would have in the repository, wherever the package lies."""
    if module_path.is_relative_to(parent.config.rootpath):
        return None
    pack = pack_of(module_path, parent.config.rootpath)
    if pack is None:
        return None
    module: pytest.Module = pytest.Module.from_parent(
        parent, path=module_path, nodeid=module_path.relative_to(pack.root).as_posix()
    )
    return module


class Specs:
    """The hooks around specs, for one session."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._settings = config.stash[SETTINGS]
        self._runners: dict[type[Runner], Runner] = {}
        #: By node id how many interleavings of a spec there are, where all hold.
        self._proved: dict[str, int] = {}
        self._passed: set[str] = set()

    @property
    def _here(self) -> bool:
        """Whether specs run in this process, since somebody wants to look or to step in."""
        option = self._config.option
        wanted = option.usepdb or option.trace or option.capture == "no"
        return wanted and not hasattr(self._config, "workerinput")

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Note which items are specs; with `--replay` leave only the one that the token belongs to."""
        for item in items:
            exercise = exercise_of(item.path, config.rootpath, self._settings) or own_exercise(item)
            if exercise is not None:
                item.stash[EXERCISE] = exercise
        if self._settings.replay is not None:
            chosen = _replayed(items, self._settings.replay)
            config.hook.pytest_deselected(items=[item for item in items if item is not chosen])
            items[:] = [chosen]

    def pytest_report_collectionfinish(self, items: list[pytest.Item]) -> list[str]:
        """Say that specs run unprotected, where they do."""
        if self._here and any(EXERCISE in item.stash for item in items):
            return ["katas: with -s or --pdb the specs run in this process; what ends or blocks it ends this session"]
        return []

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
        """Run a spec in a child."""
        if EXERCISE not in item.stash or self._here:
            return None
        kind = Runner if self._may_copy_this_process(item.stash[EXERCISE]) else PreparedRunner
        if kind not in self._runners:
            self._runners[kind] = kind(item.session, self._log)
        session = item.session
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        self._runners[kind].run(item, nextitem)
        if session.shouldfail or session.shouldstop:
            nextitem = None
        # What ordinary tests before have set up, and the items after do not need.
        session._setupstate.teardown_exact(nextitem)  # noqa: SLF001 - as pytest does after each item
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    @staticmethod
    def _may_copy_this_process(exercise: Exercise) -> bool:
        # Somebody else's files are not even read here, and what ends the parent of its process ends no session.
        if not CAN_FORK or has_threads() or exercise.person:
            return False
        return hash_seed.is_fixed() or not hash_seed.may_matter(exercise.file.parent)

    @staticmethod
    def _log(item: pytest.Item, report: pytest.TestReport) -> None:
        item.ihook.pytest_runtest_logreport(report=report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        """End the children."""
        for runner in self._runners.values():
            runner.close()

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        """Run the body of a spec on its machine."""
        exercise = pyfuncitem.stash.get(EXERCISE, None)
        if exercise is None:
            return None
        try:
            result = pyfuncitem.ihook.pytest_kata_run(item=pyfuncitem, exercise=exercise)
        except KeyboardInterrupt as interrupt:
            if self._here:
                raise
            # No terminal reaches a child, so the program itself has raised it.
            result = simulated.killed_itself(interrupt, exercise)
        pyfuncitem.stash[RESULT] = result
        pyfuncitem.user_properties.append((VERDICT, result.verdict))
        pyfuncitem.ihook.pytest_kata_result(item=pyfuncitem, result=result)
        if result.verdict != words.OK:
            if self._config.option.usepdb and result.exception is not None:
                raise result.exception
            raise SpecFailedError(result.explanation) from result.exception
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> pytest.TestReport | None:
        """Let the report of a failed spec say what its result says, and carry its verdict.

        pytest's own report would first lay out a traceback that nobody sees, which takes longer than the spec.
        """
        if EXERCISE not in item.stash or call.excinfo is None:
            return None
        result = item.stash.get(RESULT, None)
        if result is None or call.when != "call":
            if not call.excinfo.errisinstance((pytest.skip.Exception, pytest.xfail.Exception)):
                # A fixture: what it raised is told by pytest itself. Of a body that failed the verdict stays.
                if (VERDICT, words.OK) in item.user_properties:
                    item.user_properties.remove((VERDICT, words.OK))
                if VERDICT not in dict(item.user_properties):
                    item.user_properties.append((VERDICT, words.EXCEPTION))
            return None
        return failed_report(
            item,
            result,
            when="call",
            sections=[(f"Captured {key} {when}", content) for when, key, content in item._report_sections],  # noqa: SLF001 - as pytest does
            start=call.start,
            stop=call.stop,
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note which specs were proved."""
        properties = dict(report.user_properties)
        if report.when == "call" and report.passed and VERDICT in properties:
            self._passed.add(report.nodeid)
            if PROVED in properties:
                self._proved[report.nodeid] = int(str(properties[PROVED]))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how many specs hold under every interleaving; with -v, which, and how many interleavings there are."""
        if not self._proved:
            return
        section(terminalreporter, _("proved"))
        if terminalreporter.verbosity > 0:
            for name, count in sorted(self._proved.items()):
                held = ngettext("the only interleaving holds", "all {count:,} interleavings hold", count, count=count)
                terminalreporter.line(f"{name}: {held}")
        terminalreporter.line(
            _(
                "{proved} of {count} specs hold under every interleaving, {interleavings:,} in all; the others were "
                "sampled",
                proved=len(self._proved),
                count=len(self._passed),
                interleavings=sum(self._proved.values()),
            )
        )

    def pytest_assertrepr_compare(self, config: pytest.Config, op: str, left: object, right: object) -> None:
        """Note both sides of a comparison that failed."""
        note_comparison(config, op, left, right)


def _replayed(items: list[pytest.Item], token: str) -> pytest.Item:
    """Return the spec that *token* belongs to.

    :raises pytest.UsageError: if there is none among *items*, or the token was made on another Python.
    """
    from plugins.simulation.token import TokenError, parse, parse_for, program_mark

    program = parse(token).program
    for item in items:
        if EXERCISE in item.stash and program_mark(item.nodeid) == program:
            try:
                parse_for(token, item.nodeid)
            except TokenError as error:
                raise pytest.UsageError(f"{REPLAY}: {error}") from error
            return item
    raise pytest.UsageError(
        _(
            "{option} {token!r}: none of the specs collected here belongs to this token; give the folder of its kata, "
            "as the report that printed the token does",
            option=REPLAY,
            token=token,
        )
    )
