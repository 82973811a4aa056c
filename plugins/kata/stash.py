"""What the parts of this plugin keep on pytest's own objects."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import pytest

from plugins.kata.exercise import Exercise
from plugins.kata.options import Settings
from plugins.simulation.result import Result

if TYPE_CHECKING:
    from plugins.simulation.timeline.picture import Drawing

#: On the config: the options.
SETTINGS: Final = pytest.StashKey[Settings]()
#: On an item that is a spec: what it is about.
EXERCISE: Final = pytest.StashKey[Exercise]()
#: On a spec whose node id tells more than which spec it is: that id without the rest, which tokens are made of.
SPEC: Final = pytest.StashKey[str]()
#: On an item: when it must have ended, by `time.monotonic`, where more than its own bound of time ends it.
DEADLINE: Final = pytest.StashKey[float]()
#: On the config: plain values that plugins tell the prepared process, as `workerinput`.
TOLD: Final = pytest.StashKey[dict[str, Any]]()
#: On the config: how pictures of schedules are wanted, where they are.
DRAWING: Final[pytest.StashKey[Drawing]] = pytest.StashKey()
#: On an item that was run: what came out.
RESULT: Final = pytest.StashKey[Result]()


#: The least time that a spec is given, in seconds: what it is told must have a chance to arrive.
_LEAST: Final = 0.05


def spec_id(item: pytest.Item) -> str:
    """Return the node id of the spec that *item* is, whoever is judged by it."""
    return item.stash.get(SPEC, item.nodeid)


def time_limit(item: pytest.Item) -> float:
    """Return how long *item* may take from now on, in seconds of wall time."""
    limit = item.config.stash[SETTINGS].time_limit
    deadline = item.stash.get(DEADLINE, None)
    return limit if deadline is None else max(_LEAST, min(limit, deadline - time.monotonic()))
