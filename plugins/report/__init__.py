"""The page that a failing spec gets in the terminal: a plugin of pytest.

A failing report that carries a story (`report.kata_story`, the plain values of `Story.as_dict`) is shown as a page of
`plugins.simulation.render`: in colours on a terminal, as the same text in a pipe, a file, JUnit XML or a run in CI.
Reports from the workers of xdist arrive in the controller as plain values, so the page is laid out there, for the
terminal that really shows it; a worker has nothing to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugins.report.noticed import Noticed
from plugins.report.terminal import StoryReports
from plugins.report.unwritten import UnwrittenReports

if TYPE_CHECKING:
    import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Lay out the stories of failing reports, in the process that has the terminal."""
    if not hasattr(config, "workerinput"):
        in_full = config.get_verbosity() > 0
        config.pluginmanager.register(StoryReports(config, all_in_full=in_full), "kata-report")
        if not in_full:
            config.pluginmanager.register(UnwrittenReports(config), "kata-unwritten")
    config.pluginmanager.register(Noticed(), "kata-noticed")
