"""A plugin for `python -m benchmarks gallery`: writes down what each spec took, a line of JSON each.

The file is named by the environment variable `KATAS_PROBE`; specs of all processes append to it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

    from plugins.kata.exercise import Exercise
    from plugins.simulation.result import Result

#: The environment variable that names the file.
VARIABLE: Final = "KATAS_PROBE"


@pytest.hookimpl(wrapper=True)
def pytest_kata_run(item: pytest.Function, exercise: Exercise) -> Generator[None, Result, Result]:
    """Run the spec, and note the verdict, the schedules and seconds of the search, the switches of what is told."""
    result = yield
    seen = {
        "kata": exercise.kata,
        "exercise": exercise.name,
        "spec": item.name,
        "verdict": result.verdict,
        "schedules": result.schedules,
        "seconds": result.seconds,
        "switches": result.story.switches if result.story is not None else 0,
    }
    with Path(os.environ[VARIABLE]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(seen) + "\n")
    return result
