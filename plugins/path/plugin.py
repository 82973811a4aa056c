"""pytest's side of the learner's path: the options that show something in the place of a session, and the recorder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from plugins.simulation.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.path.learner import Learner

LIST: Final = "--katas"
HINT: Final = "--hint"
WATCH: Final = "--watch"
COMPARE: Final = "--compare"
RESET: Final = "--reset"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("katas", "katas")
    group.addoption(LIST, action="store_true", help="List the katas with your progress, and the next one")
    group.addoption(HINT, action="store_true", help="Show the next hint on what failed last, among what is named")
    group.addoption(WATCH, action="store_true", help="Run the specs of each file that is saved, until Ctrl-C")
    group.addoption(COMPARE, action="store_true", help="Show your solutions beside the references")
    group.addoption(
        RESET,
        metavar="KATA",
        help="Put the stubs of a kata (condition) or exercise (condition/alternating) back, and keep your files",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Show what was asked for, and run no session then."""
    option = config.option
    if option.help:
        return None
    wanted = [name for name, given in _given(config).items() if given]
    if not wanted:
        return None
    from plugins.path.learner import Learner

    if len(wanted) > 1:
        raise pytest.UsageError(_("{one} and {other} exclude each other; give one", one=wanted[0], other=wanted[1]))
    return _SHOWS[wanted[0]](Learner(config))


def _given(config: pytest.Config) -> dict[str, bool]:
    option = config.option
    return {
        LIST: option.katas,
        HINT: option.hint,
        WATCH: option.watch,
        COMPARE: option.compare,
        RESET: option.reset is not None,
    }


def pytest_configure(config: pytest.Config) -> None:
    """Watch the reports of sessions on the learner's own files."""
    option = config.option
    others = option.reference or option.submission or getattr(option, "submissions", None) or option.replay
    if not others and not option.collectonly and not hasattr(config, "workerinput"):
        from plugins.path.recording import Recording

        config.pluginmanager.register(Recording(config), "kata-path")


def _list(learner: Learner) -> int:
    from plugins.path.showing import show_list

    return show_list(learner)


def _hint(learner: Learner) -> int:
    from plugins.path.showing import show_hint

    return show_hint(learner)


def _compare(learner: Learner) -> int:
    from plugins.path.showing import show_comparison

    return show_comparison(learner)


def _reset(learner: Learner) -> int:
    from plugins.path.showing import reset

    return reset(learner)


def _watch(learner: Learner) -> int:
    from plugins.path.showing import watch

    return watch(learner)


_SHOWS: Final[dict[str, Callable[[Learner], int]]] = {
    LIST: _list,
    HINT: _hint,
    WATCH: _watch,
    COMPARE: _compare,
    RESET: _reset,
}
