"""What all tests of the project share."""

from __future__ import annotations

import gc
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from xdist.scheduler import LoadScopeScheduling

from plugins.real import kernel
from tests.kata_project import LIKE_A_LEARNERS

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Modules whose tests share what takes seconds to make.
TOGETHER: Final = {
    "test_dojo",
    "test_kata_plugin_hostile",
    "test_language_spoken",
    "test_progress",
    "test_real",
    "test_real_hostile",
    "test_real_stuck",
    "test_report",
    "test_submissions_hostile",
    "test_submissions_real",
    "test_timeline_page",
}


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist is published without types
    """Gives one worker all tests that share something: those of some modules, and the solutions of one batch.

    `--dist loadgroup` is meant for that; of pytest 9.2 it (xdist 3.8) leaves the marks unread.
    """

    def _split_scope(self, nodeid: str) -> str:
        """Return the name of what *nodeid* belongs to."""
        file = nodeid.partition("::")[0]
        if Path(file).stem in TOGETHER:
            return file
        batch = re.search(r", (batch \d+)\]$", nodeid)
        return batch[1] if batch else nodeid


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Keep thousands of tests and what they left from the collector, whom each exploration asks to look everywhere."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together | None:
    """Share the tests out so that nothing costly is made twice."""
    return Together(config, log) if config.option.dist == "load" else None


@pytest.fixture(scope="session", autouse=True)
def _sessions_like_a_learners() -> Iterator[None]:
    """Sessions that tests start have the plugins of a learner."""
    given = os.environ.get("PYTEST_ADDOPTS", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_ADDOPTS", f"{given} {LIKE_A_LEARNERS}".strip())
        yield


@pytest.fixture(autouse=True)
def _orphans_are_not_adopted() -> Iterator[None]:
    """Undo what `supervise` does to the process it is called in: the orphans of later tests are not this process's."""
    yield
    kernel.adopt_orphans(False)
