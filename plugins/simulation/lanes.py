"""The interleaving as a table: a row an operation, a column a thread, then the line and its text.

    step  odd                        even                 line
       1  takes `condition`          ·                      16  with condition:
    >  2  notify: nobody is waiting  ·                      18  condition.notify()
       3  ·                          takes `condition`       9  with condition:

An operation belongs to one thread, so its line stands once, at the right, where it can be compared with the file. Where
the columns get too narrow to read, the source text goes first; then the threads become *tracks*, as branches do in the
graph of a version control system, and one column holds all operations:

    step  1 2 3 4 5   thread
       1  * · · · ·   main    starts p1
       2  · * · · ·   p1      takes `lock`

Rejected: a column a thread that holds line, text and source together (at 80 columns two threads fit, three do not), and
a table of rich's, which would be a second layout that has to be kept equal to the plain one.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from plugins.simulation.cells import cells, clip, pad, safe, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plugins.simulation.story import Step, Story


class Span(NamedTuple):
    """A piece of a line.

    :ivar text: safe text of one line.
    :ivar role: what it is: "" or a role that a colour report knows how to show; the text alone says everything.
    """

    text: str
    role: str = ""


#: A line of the report, from left to right.
Line = list[Span]

#: A cell in which nothing happens.
QUIET: Final = "·"
#: A cell of a track in which the thread does something.
BUSY: Final = "*"

#: Rows that are shown at most; more are left out in the middle.
MOST_ROWS: Final = 48
_FIRST_ROWS: Final = 12

_GAP: Final = "  "
_GUTTER: Final = 2
#: A lane narrower than this breaks sentences into single words.
_NARROWEST_LANE: Final = 17
_NARROWEST_SOURCE: Final = 14
_WIDEST_SOURCE: Final = 48
_WIDEST_NAME: Final = 18
#: More threads than this are told by their names alone.
_MOST_TRACKS: Final = 12
_MOST_LINES: Final = 3
_WIDEST_PLACE: Final = 16


class _Row(NamedTuple):
    number: str
    lane: int
    text: str
    place: str
    source: str
    mark: bool


class _Note(NamedTuple):
    """A row that tells in words what is not shown."""

    text: str


def lanes(story: Story, width: int) -> list[Line]:
    """Return the lines of the table of *story*, none if it has no steps.

    :param width: cells that a line may take.
    """
    if not story.steps:
        return []
    rows = _rows(story)
    used = sorted({row.lane for row in rows if isinstance(row, _Row)})
    names = {lane: safe(_name(story, lane)) for lane in used}
    table = _Table(rows, names, width)
    return table.as_lanes() or table.as_tracks()


def _name(story: Story, lane: int) -> str:
    return story.threads[lane] if 0 <= lane < len(story.threads) else f"thread {lane}"


def _rows(story: Story) -> list[_Row | _Note]:
    rows: list[_Row | _Note] = []
    if story.skipped:
        rows.append(_Note(f"{_counted(story.skipped, 'earlier step')} not shown"))
    for index in _shown(story.steps):
        if index < 0:
            rows.append(_Note(f"{_counted(-index, 'step')} not shown"))
            continue
        step = story.steps[index]
        if step.text:
            rows.append(
                _Row(
                    str(step.number), step.lane, safe(step.text), _place(step, story.file), safe(step.source), step.mark
                )
            )
        if step.repeat:
            rows.append(_Note(f"{_counted(step.repeat, 'more round')} like this"))
    return rows


def _shown(steps: Sequence[Step]) -> Iterable[int]:
    """Yield the indices of the steps to show; -n stands for n steps left out."""
    if len(steps) <= MOST_ROWS:
        yield from range(len(steps))
        return
    last = len(steps) - (MOST_ROWS - _FIRST_ROWS)
    left_out = 0
    for index, step in enumerate(steps):
        if _FIRST_ROWS <= index < last and not step.mark:
            left_out += 1
            continue
        if left_out:
            yield -left_out
            left_out = 0
        yield index


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _place(step: Step, file: str) -> str:
    if not step.line:
        return ""
    if not step.file or step.file == file:
        return str(step.line)
    name = PurePath(step.file).name
    return f"{clip(safe('spec' if name.startswith('test_') else name), _WIDEST_PLACE)}:{step.line}"


class _Table:
    def __init__(self, rows: list[_Row | _Note], names: dict[int, str], width: int) -> None:
        """:param names: the threads that have rows, by lane."""
        self.rows = rows
        self.names = names
        self.width = width
        self.operations = [row for row in rows if isinstance(row, _Row)]
        self.steps = max(4, *(len(row.number) for row in self.operations))
        self.places = max(4, *(cells(row.place) for row in self.operations))
        self.sources = min(_WIDEST_SOURCE, max(cells(row.source) for row in self.operations))

    def as_lanes(self) -> list[Line]:
        """Return a column a thread, or nothing where the width has no room for that."""
        natural = [
            max(cells(name), *(cells(row.text) for row in self.operations if row.lane == lane))
            for lane, name in self.names.items()
        ]
        gaps = len(_GAP) * (len(natural) + 1)
        room = self.width - _GUTTER - self.steps - self.places - gaps
        source = min(self.sources, max(_NARROWEST_SOURCE, room - len(_GAP) - sum(natural)))
        widths = _shared(natural, room - len(_GAP) - source)
        if source and not _readable(widths, natural):
            source = 0
            widths = _shared(natural, room)
        if not _readable(widths, natural):
            return []
        if source:
            source = room - len(_GAP) - sum(widths)
        columns = list(self.names)
        lines = [self._line("step", [Span(*_named(self.names, lane)) for lane in columns], widths, "line", "", "label")]
        for row in self.rows:
            if isinstance(row, _Note):
                lines.append(self._note(row))
                continue
            parts = wrap(row.text, widths[columns.index(row.lane)], _MOST_LINES)
            for part in parts:
                first = part is parts[0]
                quiet = Span(QUIET if first else "", "quiet")
                done = Span(part, "mark" if row.mark else f"lane{row.lane}")
                lines.append(
                    self._line(
                        row.number if first else "",
                        [done if lane == row.lane else quiet for lane in columns],
                        widths,
                        row.place if first else "",
                        clip(row.source, source) if first else "",
                        "mark" if row.mark else "",
                    )
                )
        return lines

    def as_tracks(self) -> list[Line]:
        """Return one column for all operations, with a track and the name of the thread before it."""
        columns = list(self.names)
        tracks = len(columns) if len(columns) <= _MOST_TRACKS else 0
        wide = min(_WIDEST_NAME, max(6, *(cells(name) for name in self.names.values())))
        room = self.width - _GUTTER - self.steps - self.places - wide - 3 * len(_GAP)
        if room - 2 * tracks - len(_GAP) < _NARROWEST_LANE:
            tracks = 0
        if tracks:
            room -= 2 * tracks - 1 + len(_GAP)
        texts = max(4, *(cells(row.text) for row in self.operations))
        source = room - len(_GAP) - texts
        if source < min(self.sources, _NARROWEST_SOURCE):
            source = 0
        texts = max(min(texts, room), 8)
        widths = [*([2 * tracks - 1] if tracks else []), wide, texts]
        heads = [Span(" ".join(str((column + 1) % 10) for column in range(tracks)), "quiet")] if tracks else []
        lines = [self._line("step", [*heads, Span("thread", "label"), Span("")], widths, "line", "", "label")]
        for row in self.rows:
            if isinstance(row, _Note):
                lines.append(self._note(row))
                continue
            for part_number, part in enumerate(wrap(row.text, texts, _MOST_LINES)):
                first = part_number == 0
                at = columns.index(row.lane)
                track = " ".join(BUSY if column == at else QUIET for column in range(tracks)) if first else ""
                name, role = _named(self.names, row.lane)
                lines.append(
                    self._line(
                        row.number if first else "",
                        [
                            *([Span(track, "quiet")] if tracks else []),
                            Span(clip(name, wide) if first else "", role),
                            Span(part, "mark" if row.mark else f"lane{row.lane}"),
                        ],
                        widths,
                        row.place if first else "",
                        clip(row.source, source) if first else "",
                        "mark" if row.mark else "",
                    )
                )
        return lines

    def _line(self, number: str, lane: list[Span], widths: list[int], place: str, source: str, role: str) -> Line:
        line = [
            Span("> " if number and role == "mark" else "  ", role),
            Span(number.rjust(self.steps) + _GAP, role or "quiet"),
        ]
        for span, width in zip(lane, widths, strict=True):
            line += [Span(pad(clip(span.text, width), width), span.role), Span(_GAP)]
        line += [Span(pad("", self.places - cells(place)) + place, role or "line"), Span(_GAP), Span(source, "source")]
        return line

    def _note(self, note: _Note) -> Line:
        return [Span(" " * _GUTTER + "...".rjust(self.steps) + _GAP, "quiet"), Span(note.text, "quiet")]


def _named(names: dict[int, str], lane: int) -> tuple[str, str]:
    return names[lane], f"name{lane}"


def _shared(natural: Sequence[int], room: int) -> list[int]:
    """Return widths that sum up to *room* at most: narrow columns get what they want, the others share the rest."""
    widths = list(natural)
    left = list(range(len(natural)))
    while left and sum(widths) > room:
        fair = max(0, room - sum(widths[index] for index in range(len(widths)) if index not in left)) // len(left)
        contented = [index for index in left if natural[index] <= fair]
        if not contented:
            for index in left:
                widths[index] = fair
            break
        left = [index for index in left if index not in contented]
    return widths


def _readable(widths: Sequence[int], natural: Sequence[int]) -> bool:
    return all(width >= min(want, _NARROWEST_LANE) for width, want in zip(widths, natural, strict=True))
