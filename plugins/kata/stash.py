"""What the parts of this plugin keep on pytest's own objects."""

from __future__ import annotations

from typing import Final

import pytest

from plugins.kata.exercise import Exercise
from plugins.kata.options import Settings
from plugins.simulation.result import Result

#: On the config: the options.
SETTINGS: Final = pytest.StashKey[Settings]()
#: On an item that is a spec: what it is about.
EXERCISE: Final = pytest.StashKey[Exercise]()
#: On an item that was run: what came out.
RESULT: Final = pytest.StashKey[Result]()
