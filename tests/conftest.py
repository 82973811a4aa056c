"""What all tests of the project share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Modules whose tests share what takes seconds to make: with `--dist loadgroup` one worker runs them all.
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what belongs together."""
    for item in items:
        if item.path.stem in TOGETHER:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session", autouse=True)
def _sessions_like_a_learners() -> Iterator[None]:
    """Sessions that tests start have the plugins of a learner: that of hypothesis takes half a second to load."""
    given = os.environ.get("PYTEST_ADDOPTS", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_ADDOPTS", f"{given} -p no:hypothesispytest".strip())
        yield
