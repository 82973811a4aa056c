"""What multiprocessing keeps for itself, resource tracker and fork server, is nothing that a program leaves behind."""

from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.real import inside, kernel, spec, supervisor

if TYPE_CHECKING:
    from collections.abc import Callable

    from plugins.real.beginning import Place

pytestmark = pytest.mark.skipif(not kernel.KNOWN, reason="the kernel's tables are Linux's")

_FORK: Final = multiprocessing.get_context("fork")


def _makes_a_value() -> None:
    """Which starts the resource tracker: its semaphore has a name."""
    multiprocessing.get_context("spawn").Value("i", 0)


def _makes_a_queue() -> None:
    multiprocessing.get_context("spawn").SimpleQueue()


def _starts_by_a_server() -> None:
    process = multiprocessing.get_context("forkserver").Process(target=os.getpid)
    process.start()
    process.join()


def _in_a_child() -> None:
    """Whose tracker loses its parent, so that the supervisor gets it."""
    process = _FORK.Process(target=_makes_a_value)
    process.start()
    process.join()


def _left_by(program: Callable[[], object]) -> supervisor.Ending:
    """Run *program* as a spec's body, and note what is left of it."""

    def task(place: Place) -> None:
        before = spec.what_is_there()
        program()
        if (left := spec.what_is_left(before, place.prefix)) is not None:
            inside.note("left", **left)
        inside.note("end")
        os._exit(0)

    return supervisor.supervise(task, supervisor.Bounds(seconds=60.0, processor=60.0))


@pytest.mark.parametrize("program", [_makes_a_value, _makes_a_queue, _starts_by_a_server, _in_a_child])
def test_helpers_are_known_by_number(program: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Between its start and its first instruction a helper has no command line, so that its looks say nothing."""
    monkeypatch.setattr(kernel, "is_helper", lambda _: False)
    ended = _left_by(program)
    assert (ended.kind, ended.of_kind("left")) == (supervisor.DONE, []), ended.errors


def test_a_helper_is_told_apart_in_a_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for one, and it waits for nobody."""
    monkeypatch.setattr(kernel, "is_helper", lambda _: False)

    def task(_: Any) -> None:
        value: Any = multiprocessing.get_context("spawn").Value("i", 0)
        value.get_lock().acquire()
        multiprocessing.get_context("spawn").Lock().acquire()
        os.read(os.pipe()[0], 1)

    ended = supervisor.supervise(task, supervisor.Bounds(seconds=60.0, processor=60.0))
    assert ended.kind == supervisor.STUCK
    assert ended.snapshot is not None
    assert [one.helper for one in ended.snapshot.processes.values()] == [False, True]


def test_who_is_no_helper_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process of the program is told of beside them."""
    monkeypatch.setattr(kernel, "is_helper", lambda _: False)

    def program() -> None:
        _makes_a_value()
        if not os.fork():
            os.read(os.pipe()[0], 1)

    (left,) = _left_by(program).of_kind("left")
    assert [one["name"].split(",")[1].strip() for one in left["processes"]] == ["a copy made by os.fork"]
