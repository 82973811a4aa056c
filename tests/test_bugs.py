"""The collection of bugs: each is found by the default, soon, and no right twin is blamed; small twins are proved."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.bugs import BUGS, MODULES, Bug
from plugins.simulation.exploring import explore_program
from plugins.simulation.world import World

if TYPE_CHECKING:
    from plugins.simulation.result import Result

#: Schedules in which the default has found each bug, whatever the seed here.
ENOUGH = 4000
#: Schedules in which the twins are sampled that are too large to be proved.
SAMPLES = 100


@pytest.fixture(scope="module")
def world() -> World:
    """One world for all, since the modules are the same."""
    return World(rewrite_names=MODULES)


def explore_bug(world: World, bug: Bug, *, right: bool, **options: Any) -> Result:
    """Explore a bug or its twin in this process."""
    with world:

        def program(_run: object) -> None:
            running: Any = world.import_module("benchmarks.bugs.running")
            running.main(bug.name, right=right)

        return explore_program(program, world=world, name=bug.name, **options)


@pytest.mark.parametrize("bug", BUGS, ids=[bug.name for bug in BUGS])
def test_the_default_finds_it(bug: Bug, world: World) -> None:
    """With the verdict of the table."""
    answer = explore_bug(world, bug, right=False, schedules=ENOUGH)
    assert answer.verdict == bug.verdict, answer.explanation


@pytest.mark.parametrize("bug", BUGS, ids=[bug.name for bug in BUGS])
def test_the_right_twin_is_right(bug: Bug, world: World) -> None:
    """Proved, or at least not blamed."""
    if bug.provable:
        answer = explore_bug(world, bug, right=True, strategy="dpor", schedules=1000)
        assert (answer.verdict, answer.proved) == ("ok", True), answer.explanation or answer.not_visible
    else:
        answer = explore_bug(world, bug, right=True, schedules=SAMPLES)
        assert answer.verdict == "ok", answer.explanation
    assert threading.active_count() == 1
