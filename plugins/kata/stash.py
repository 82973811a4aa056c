"""What the parts of this plugin keep on pytest's own objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from plugins.kata.exercise import Exercise
from plugins.kata.options import Settings
from plugins.simulation.machine import Machine
from plugins.simulation.result import Result
from plugins.simulation.strategies import Strategy

#: On the config: the options.
SETTINGS: Final = pytest.StashKey[Settings]()
#: On the config: what makes the strategies that plugins have added, by name.
STRATEGIES_ADDED: Final = pytest.StashKey[dict[str, Callable[[Machine, int], Strategy]]]()
#: On an item that is a spec: what it is about.
EXERCISE: Final = pytest.StashKey[Exercise]()
#: On an item that was run: what came out.
RESULT: Final = pytest.StashKey[Result]()
