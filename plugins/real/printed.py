"""What the whole process tree of a spec has written to standard output."""

from __future__ import annotations

import os
from pathlib import Path

from checks.printed import Printed
from plugins.real.beginning import flush
from plugins.simulation.language import _


class PrintedByAll(Printed):
    """What all processes together have printed so far, as their spec sees it.

    :param path: the file that their standard output goes to.
    """

    def __init__(self, path: str) -> None:
        self._path = path

    @property
    def text(self) -> str:
        """All of it."""
        flush()
        return Path(os.fspath(self._path)).read_bytes().decode("utf-8", "replace")

    @property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.splitlines()

    @property
    def by_thread(self) -> list[tuple[str, str]]:  # type: ignore[override] # read only here
        """For each line who printed it, which nobody knows here: "the program"; and the line without its end."""
        return [(_("the program"), line) for line in self.lines]

    def __repr__(self) -> str:
        return f"Printed({self.lines!r})"
