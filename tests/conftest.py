"""What all tests of the project share."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", autouse=True)
def _sessions_like_a_learners() -> Iterator[None]:
    """Sessions that tests start have the plugins of a learner: that of hypothesis takes half a second to load."""
    given = os.environ.get("PYTEST_ADDOPTS", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_ADDOPTS", f"{given} -p no:hypothesispytest".strip())
        yield
