"""How word of a spec that takes long is carried on: what the processes in between need, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pytest

    from plugins.progress.meter import Told

#: The plugin that is told, in each process that is not the spec's own.
PROGRESS: Final = "kata-progress"


def told(config: pytest.Config, nodeid: str, far: Told) -> None:
    """Carry on how far the spec *nodeid* is."""
    known = config.pluginmanager.getplugin(PROGRESS)
    if known is not None:
        known.told(nodeid, far)
