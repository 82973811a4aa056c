"""Exhaustive exploration against trying everything, on random programs: no outcome missed, nothing run twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.random_programs import (
    CONNECTIONS,
    PLAIN,
    SOCKETS,
    STARTING,
    WAITING,
    explore_both_ways,
    text_of,
    threads_of,
)

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    "plain": PLAIN,
    "waiting": [*WAITING, *PLAIN[:6]],
    "starting": [*STARTING, *PLAIN[:6]],
    "sockets": SOCKETS,
    "connections": [*CONNECTIONS, *SOCKETS[-2:]],
}
#: How many programs of each kind; those with sockets take a few times as long.
EXAMPLES = {**dict.fromkeys(KINDS, 35), "sockets": 20, "connections": 20}
#: Schedules after which trying everything is given up, and the example is not counted.
ENOUGH = 300


@pytest.mark.parametrize("clock", ["exact", "any"])
@pytest.mark.parametrize("kind", KINDS)
def test_same_outcomes_as_trying_everything(kind: str, clock: str, tmp_path: Path) -> None:
    """The variables, the output and how it ended come to the same; no two schedules are equivalent."""
    compared = 0

    @settings(
        max_examples=EXAMPLES[kind],
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )
    @given(bodies=threads_of(KINDS[kind], most=2))
    def compare(bodies: list[list[str]]) -> None:
        nonlocal compared
        text = text_of(bodies)
        wanted, found, strategy = explore_both_ways(tmp_path, text, clock, ENOUGH)
        assert not strategy.diverged, text
        if wanted is None:
            return
        compared += 1
        assert strategy.exhausted, text
        assert found.outcomes == wanted.outcomes, text
        assert found.repeated == 0, text

    compare()
    assert compared >= 8


@given(st.data())
@settings(max_examples=1)
def test_the_generator_makes_programs(data: st.DataObject) -> None:
    """What is explored compiles."""
    compile(text_of(data.draw(threads_of([*PLAIN, *WAITING, *STARTING], most=4))), "program", "exec")
