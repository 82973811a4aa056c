"""The line itself: under the one that pytest is writing, and gone before anybody writes anything.

pytest writes its dots one by one, so its cursor rests at the end of an unfinished line. The bar is on the next
line; after each drawing the cursor is back where pytest left it. Whatever is written to the terminal takes the bar away
first (`_Clearing`). Rejected: `Live` of rich, which takes the line that the cursor is on for its own, and draws over
the dots; a thread in every session, since a process with threads can no longer be copied for the specs.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final, TextIO

from plugins.report.terminal import coloured
from plugins.simulation.cells import clip

if TYPE_CHECKING:
    from _pytest._io import TerminalWriter

#: The bar takes this share of the line, and no more cells than that.
_SHARE: Final = 5
_WIDEST: Final = 30
_UP: Final = "\x1b[1A"
_ERASE: Final = "\x1b[2K"


class Line:
    """Draws on the terminal of *writer*, until `close`."""

    def __init__(self, writer: TerminalWriter) -> None:
        self._writer = writer
        self._file: TextIO = writer._file  # noqa: SLF001 - pytest has no other way to know what is written
        self._lock = threading.RLock()
        self._shown = ""
        #: Where pytest's cursor was when the bar was drawn; what it is about to write it counts already.
        self._column = 1
        writer._file = _Clearing(self, self._file)  # noqa: SLF001 - it writes, as a file does

    def show(self, text: str, done: int, most: int) -> None:
        """Draw a bar, and *text* beside it.

        :param most: how many there are; 0 if nobody knows, which makes no bar.
        """
        width = self._writer.fullwidth - 1
        room = min(_WIDEST, width // _SHARE) if most else 0
        text = clip(text, width - room - bool(room))
        drawn = f"{_bar(done, most, room)} {text}" if room else text
        with self._lock:
            if drawn != self._shown:
                self._shown = drawn
                self._column = self._writer.width_of_current_line + 1
                self._write(f"\n\r{_ERASE}{drawn}{self._back()}")

    def clear(self) -> None:
        """Take the bar away, if there is one."""
        with self._lock:
            if self._shown:
                self._shown = ""
                self._write(f"\n\r{_ERASE}{self._back()}")

    def write(self, text: str) -> int:
        """Write what pytest has to say; the bar goes first."""
        with self._lock:
            self.clear()
            return self._file.write(text)

    def close(self) -> None:
        """Leave the terminal as it was."""
        self.clear()
        self._writer._file = self._file  # noqa: SLF001 - as above

    def _back(self) -> str:
        """Return what brings the cursor back to where pytest writes on."""
        return f"{_UP}\x1b[{self._column}G"

    def _write(self, text: str) -> None:
        self._file.write(text)
        self._file.flush()


class _Clearing:
    """A file whose writing takes the bar away first."""

    def __init__(self, line: Line, file: TextIO) -> None:
        self._line = line
        self._file = file

    def write(self, text: str) -> int:
        """Write *text*."""
        return self._line.write(text)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the file has
        return getattr(self._file, name)


def _bar(done: int, most: int, width: int) -> str:
    """Return a bar of *width* cells, in colours."""
    from rich.progress_bar import ProgressBar

    return coloured(ProgressBar(total=most, completed=min(done, most), width=width), width)
