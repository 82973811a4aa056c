"""Runs a bug of the collection by its name; loaded anew for each schedule, as the bugs are."""

from __future__ import annotations

import importlib
import threading
from typing import TYPE_CHECKING

from benchmarks.bugs import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.programs import Made


def make(name: str, *, right: bool = False) -> Made:
    """Return the workers of the bug called *name*, or of its twin, and whether all is well."""
    bug = BY_NAME[name]
    function, _, size = name.partition(":")
    factory: Callable[..., Made] = getattr(importlib.import_module(bug.full_module), function)
    return factory(int(size), right=right) if size else factory(right=right)


def main(name: str, *, right: bool = False) -> None:
    """Run the workers, a thread each."""
    workers, holds = make(name, right=right)
    threads = [threading.Thread(target=worker) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert holds(), "not as it should be in the end"
