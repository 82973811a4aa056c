"""A plugin of pytest (`-p benchmarks.witness`) that writes more of each spec's result into the JUnit file."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from plugins.simulation.result import Result


#: Where an object lies is the kernel's choice, and stands in the reprs of functions.
ADDRESS: Final = re.compile(r"\b0x[0-9a-f]{6,}\b")


@pytest.hookimpl(optionalhook=True)
def pytest_kata_result(item: pytest.Function, result: Result) -> None:
    """Note what must be the same in every run; which words a spec on real processes has is the kernel's choice too."""
    item.user_properties += [("schedules", result.schedules), ("replay", result.replay)]
    if item.get_closest_marker("real") is not None:
        return
    text = ADDRESS.sub("0x", " ".join((result.explanation + result.output).split()))
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    item.user_properties += [("operations", result.operations), ("text", digest[:12])]
