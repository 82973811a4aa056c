"""pytest's side of the real machine: the marker `real`, the option `--start-method`, and who runs such specs."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.kata.own_code import EXPLORE
from plugins.kata.serving import SERVING
from plugins.kata.stash import time_limit
from plugins.simulation.child import CAN_FORK

if TYPE_CHECKING:
    from plugins.kata.exercise import Exercise
    from plugins.simulation.result import Result

START_METHOD: Final = "--start-method"
ALL: Final = "all"

_REAL: Final = "real"
_OPTIONS: Final[dict[str, Any]] = {"leftover": True, "processor": None, "memory": None}
_MARKER: Final = (
    "real(leftover=True, processor=SECONDS, memory=MEGABYTES): the spec runs once, on the real machine; "
    "each argument may be left out"
)
#: The part of `--time-limit` that a run may use of the processors.
_SHARE_OF_TIME: Final = 0.75
#: Seconds that pytest waits for a sign of the process that supervises a run.
_PATIENCE: Final = 30.0
_MEGABYTE: Final = 1 << 20


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    parser.getgroup("katas", "katas").addoption(
        START_METHOD,
        action="append",
        metavar="METHOD",
        help=f"Start processes by fork, spawn or forkserver; may be repeated; {ALL} for each (default: the platform's)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker, and check the option."""
    config.addinivalue_line("markers", _MARKER)
    methods_of(config)


def methods_of(config: pytest.Config) -> list[str]:
    """Return the start methods that were asked for, each once; none if it is left to the platform.

    :raises pytest.UsageError: if there is no such method here.
    """
    known = multiprocessing.get_all_start_methods()
    found: list[str] = []
    for method in config.option.start_method or ():
        if method != ALL and method not in known:
            raise pytest.UsageError(
                f"{START_METHOD} {method!r}: no such start method here; choose one of {', '.join(known)}, or {ALL}"
            )
        found += [one for one in (known if method == ALL else [method]) if one not in found]
    return found


@pytest.fixture
def start_method() -> str:
    """How multiprocessing starts processes in a spec on the real machine: "fork", "spawn" or "forkserver"."""
    return multiprocessing.get_start_method(allow_none=True) or multiprocessing.get_all_start_methods()[0]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each spec of the real machine once for each start method that was asked for."""
    if not is_real(metafunc.definition):
        return
    if methods := methods_of(metafunc.config):
        if start_method.__name__ not in metafunc.fixturenames:
            metafunc.fixturenames.append(start_method.__name__)
        metafunc.parametrize(start_method.__name__, methods)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Check the marks, and import what the processes of runs will need: they are copies of this one."""
    marked = [item for item in items if is_real(item)]
    for item in marked:
        real_options(item)
    if marked:
        from plugins.real import spec  # noqa: F401 - to have it


def is_real(item: pytest.Item) -> bool:
    """Return whether *item* is for the real machine: of the marks `real` and `explore` the nearer one decides."""
    for node in reversed(item.listchain()):
        names = {mark.name for mark in node.own_markers}
        if EXPLORE in names or _REAL in names:
            return EXPLORE not in names
    return False


def pytest_kata_protocol(item: pytest.Function, exercise: Exercise) -> list[pytest.TestReport] | None:
    """Run a spec that is marked `real` in a process tree of its own, where this process can have one."""
    if not is_real(item) or not CAN_FORK:
        return None
    from plugins.real import spec
    from plugins.real.supervisor import Bounds

    options = real_options(item)
    seconds = time_limit(item)
    defaults = Bounds()
    bounds = Bounds(
        seconds=seconds,
        processor=options["processor"] or _SHARE_OF_TIME * seconds,
        memory=int(options["memory"] * _MEGABYTE) if options["memory"] else defaults.memory,
    )
    serving = item.config.pluginmanager.getplugin(SERVING)
    return spec.run(
        item,
        exercise,
        bounds=bounds,
        method=_method(item),
        leftover=options["leftover"],
        alive=lambda: serving.show_life(_PATIENCE) if serving is not None else None,
    )


@pytest.hookimpl(tryfirst=True)
def pytest_kata_run(item: pytest.Function, exercise: Exercise) -> Result | None:
    """Run the body of a spec that is marked `real` in this process, which is a run's own, or pytest's with `-s`."""
    if not is_real(item):
        return None
    from plugins.real import spec

    return spec.run_body(item, exercise)


def _method(item: pytest.Function) -> str | None:
    callspec = getattr(item, "callspec", None)
    method = callspec.params.get(start_method.__name__) if callspec is not None else None
    return None if method is None else str(method)


def real_options(item: pytest.Item) -> dict[str, Any]:
    """Return what the marks of *item* say, the nearest first.

    :raises pytest.UsageError: if a mark is not as documented.
    """
    options = dict(_OPTIONS)
    for mark in reversed(list(item.iter_markers(_REAL))):
        unknown = [*mark.args, *(name for name in mark.kwargs if name not in _OPTIONS)]
        if unknown:
            raise pytest.UsageError(
                f"@pytest.mark.{_REAL} of {item.nodeid} has {unknown[0]!r}; it takes {', '.join(_OPTIONS)}, by name"
            )
        options.update(mark.kwargs)
    return options
