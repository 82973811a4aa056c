"""Tables of figures: shown on a terminal, and kept in `benchmarks/README.md` as they were measured.

Nobody types a figure: `--keep` puts what was measured between the marks that stand in the README for that benchmark.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

README: Final = Path(__file__).with_name("README.md")


@dataclass
class Grid:
    """One table: a title, the columns' heads, and rows of cells."""

    title: str
    columns: Sequence[str]
    rows: list[Sequence[str]] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        """Add a row."""
        self.rows.append(cells)


@dataclass
class Report:
    """What one benchmark found out.

    :ivar name: the benchmark's, as the command line and the README's marks spell it.
    :ivar aims: what was aimed at, in a sentence each, and whether it was met.
    """

    name: str
    grids: list[Grid] = field(default_factory=list)
    aims: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def met(self) -> bool:
        """Whether every aim was met."""
        return all(met for _, met in self.aims)

    def show(self) -> None:
        """Print everything."""
        console = Console(width=None if sys.stdout.isatty() else 200)
        for grid in self.grids:
            table = Table(title=grid.title, title_justify="left")
            for number, column in enumerate(grid.columns):
                table.add_column(column, justify="right" if number else "left")
            for row in grid.rows:
                table.add_row(*row)
            console.print(table)
        for sentence, met in self.aims:
            console.print(
                f"{'met' if met else 'MISSED'}: {sentence}", style="green" if met else "bold red", highlight=False
            )

    def markdown(self) -> str:
        """Return everything as Markdown."""
        parts: list[str] = []
        for grid in self.grids:
            lines = [f"**{grid.title}**", "", _line(grid.columns), _line(["---"] + ["---:"] * (len(grid.columns) - 1))]
            parts.append("\n".join(lines + [_line(row) for row in grid.rows]))
        parts.append("\n".join(f"- {'met' if met else '**missed**'}: {sentence}" for sentence, met in self.aims))
        return "\n\n".join(parts)

    def keep(self, path: Path = README) -> None:
        """Put the figures, and what they were measured on, between the marks of this benchmark in the file at *path*.

        :raises ValueError: if the file has no such marks.
        """
        begin, end = f"<!-- {self.name} -->", f"<!-- end of {self.name} -->"
        text = path.read_text(encoding="utf-8")
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        if not pattern.search(text):
            msg = f"{path.name} has no place for the figures of {self.name!r}: put {begin} and {end} into it"
            raise ValueError(msg)
        whole = f"{begin}\n{machine()}\n\n{self.markdown()}\n{end}"
        path.write_text(pattern.sub(lambda _: whole, text), encoding="utf-8")


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def machine() -> str:
    """Return a sentence about the machine and how busy it was, without any name."""
    load = f", load {os.getloadavg()[1]:.1f} over the last five minutes" if hasattr(os, "getloadavg") else ""
    return (
        f"Measured on {os.cpu_count()} cores, {platform.machine()}, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}{load}."
    )


def spread(values: Sequence[float], form: str = "{:,.0f}") -> str:
    """Return the median of *values* and, if they differ, the least and the greatest."""
    low, middle, high = (form.format(value) for value in (min(values), statistics.median(values), max(values)))
    return middle if low == high else f"{middle} ({low} to {high})"


def progress(text: str) -> None:
    """Say on stderr what is measured now, if somebody is there to read it."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
