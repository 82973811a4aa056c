"""What one run of a program printed, line by line, with the thread that printed each line.

The `printed` fixture of a spec is one of these, new for each schedule.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from checks.saying import _


@dataclass
class Printed:
    """The finished lines that were printed, in order.

    :ivar by_thread: for each line the name of the thread that printed it, and the line without its end.
    """

    by_thread: list[tuple[str, str]] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return [line for _, line in self.by_thread]

    @property
    def text(self) -> str:
        """All of it as it would stand in a terminal."""
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def numbers(self) -> list[int]:
        """Each line as a whole number.

        :raises AssertionError: if a line is not one.
        """
        numbers = []
        for place, line in enumerate(self.lines, start=1):
            try:
                numbers.append(int(line))
            except ValueError:
                sentence = _("every line should be one number; line {place} is {line!r}", place=place, line=line)
                raise AssertionError(sentence) from None
        return numbers

    @property
    def threads(self) -> list[str]:
        """The names of the threads that printed, each once, in order of their first lines."""
        return list(dict.fromkeys(name for name, _line in self.by_thread))
