"""A plugin of pytest (`-p benchmarks.witness`) that writes more of each spec's result into the JUnit file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from plugins.simulation.result import Result


@pytest.hookimpl(optionalhook=True)
def pytest_kata_result(item: pytest.Function, result: Result) -> None:
    """Note what must be the same in every run."""
    digest = hashlib.sha256((result.explanation + result.output).encode("utf-8", "replace")).hexdigest()
    item.user_properties += [
        ("schedules", result.schedules),
        ("operations", result.operations),
        ("replay", result.replay),
        ("text", digest[:12]),
    ]
