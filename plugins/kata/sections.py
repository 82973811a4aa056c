"""The heads of sections at the end of a session, as wide as the terminal in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plugins.simulation.cells import cells

if TYPE_CHECKING:
    import pytest


def section(reporter: pytest.TerminalReporter, title: str) -> None:
    """Begin a section as pytest does, which takes every letter for one column wide; a Chinese one takes two."""
    width = reporter._tw.fullwidth - (cells(title) - len(title))  # noqa: SLF001 - as pytest's own plugins do
    reporter.write_sep("=", title, fullwidth=width)
