"""The interleaving as a table: a row an operation, a column a thread, then the line and its text.

    step  odd                        even                 line
       1  takes `condition`          ·                      16  with condition:
    >  2  notify: nobody is waiting  ·                      18  condition.notify()
       3  ·                          takes `condition`       9  with condition:

An operation belongs to one thread, so its line stands once, at the right, where it can be compared with the file. Where
the columns get too narrow to read, the source text goes first; then the threads become *tracks*, as branches do in the
graph of a version control system, and one column holds all operations:

    step             thread
       1  * · · · ·  main    starts p1
       2  · * · · ·  p1      takes `lock`

Rejected: a column a thread that holds line, text and source together (at 80 columns two threads fit, three do not), and
a table of rich's, which would be a second layout that has to be kept equal to the plain one.
"""

from __future__ import annotations

import re
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
MOST_ROWS: Final = 32
_FIRST_ROWS: Final = 8
#: Of the rows in the middle these many are shown, if they are marked.
_MOST_MARKED: Final = 4

_GAP: Final = "  "
_GUTTER: Final = 2
#: A lane narrower than this breaks sentences into single words.
_NARROWEST_LANE: Final = 17
#: A word longer than this is broken, wherever it stands.
_LONGEST_WORD: Final = 24
_NARROWEST_SOURCE: Final = 14
_WIDEST_SOURCE: Final = 48
#: What one column for all operations wants, before it gives room to anything else.
_COMFORTABLE_TEXT: Final = 28
_WIDEST_NAME: Final = 18
_LONGEST_NAME: Final = 40
#: More threads than this are told by their names alone.
_MOST_TRACKS: Final = 12
#: An operation is told in so many characters, and broken into so many lines, at most.
_LONGEST_TEXT: Final = 160
_MOST_LINES: Final = 5
_WIDEST_PLACE: Final = 12


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
    if not used:
        return []
    names = {lane: safe(_name(story, lane), _LONGEST_NAME) for lane in used}
    table = _Table(rows, names, width)
    return table.as_lanes() or table.as_tracks()


def _name(story: Story, lane: int) -> str:
    return story.threads[lane] if 0 <= lane < len(story.threads) else f"thread {lane}"


def _rows(story: Story) -> list[_Row | _Note]:
    rows: list[_Row | _Note] = []
    short = _short_names(story.threads)
    if story.skipped:
        rows.append(_Note(f"{_counted(story.skipped, 'earlier step')} not shown"))
    for index in _shown(story.steps):
        if index < 0:
            rows.append(_Note(f"{_counted(-index, 'step')} not shown"))
            continue
        step = story.steps[index]
        if step.text:
            text = step.text
            for name, shorter in short.items():
                text = text.replace(name, shorter)
            rows.append(
                _Row(
                    str(step.number),
                    step.lane,
                    safe(text, _LONGEST_TEXT),
                    _place(step, story.file),
                    safe(step.source),
                    step.mark,
                )
            )
        if step.repeat:
            rows.append(_Note(f"{_counted(step.repeat, 'more round')} like this"))
    return rows


def _short_names(threads: Sequence[str]) -> dict[str, str]:
    """Return `Thread-1` for `Thread-1 (transfer)`: the head of the lane has the whole name."""
    matches = [match for name in threads if (match := re.fullmatch(r"(Thread-\d+) \(.+\)", name))]
    shorter = [match[1] for match in matches]
    return {match[0]: match[1] for match in matches if shorter.count(match[1]) == 1 and match[1] not in threads}


def _shown(steps: Sequence[Step]) -> Iterable[int]:
    """Yield the indices of the steps to show; -n stands for n steps left out."""
    if len(steps) <= MOST_ROWS:
        yield from range(len(steps))
        return
    last = len(steps) - (MOST_ROWS - _FIRST_ROWS)
    marked = [index for index in range(_FIRST_ROWS, last) if steps[index].mark][:_MOST_MARKED]
    left_out = 0
    for index in range(len(steps)):
        if _FIRST_ROWS <= index < last and index not in marked:
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


class _Cell(NamedTuple):
    """A cell of a row: its lines and the role of its text."""

    parts: Sequence[str]
    role: str = ""


class _Table:
    """The rows of one story, and how wide its columns may be."""

    def __init__(self, rows: list[_Row | _Note], names: dict[int, str], width: int) -> None:
        """:param names: the threads that have rows, by lane."""
        self.rows = rows
        self.names = names
        operations = [row for row in rows if isinstance(row, _Row)]
        self.texts = {lane: [row.text for row in operations if row.lane == lane] for lane in names}
        self.steps = max(4, *(len(row.number) for row in operations))
        self.places = max(4, *(cells(row.place) for row in operations))
        self.sources = [row.source for row in operations]
        self.widest_source = min(_WIDEST_SOURCE, max(map(cells, self.sources)))
        #: What is left between the number of the step and the line, and for the source text behind.
        self.room = width - _GUTTER - self.steps - self.places - 2 * len(_GAP)

    def as_lanes(self) -> list[Line]:
        """Return a column a thread, or nothing where the width has no room for that."""
        widths, source = self._lane_widths()
        if not widths:
            return []
        width_of = dict(zip(self.names, widths, strict=True))
        heads = [_Cell(wrap(name, width_of[lane], 2), f"name{lane}") for lane, name in self.names.items()]
        lines = self._lines("step", heads, widths, "line", [], "label")
        for row in self.rows:
            if isinstance(row, _Note):
                lines.append(self._note(row))
                continue
            busy = _Cell(wrap(row.text, width_of[row.lane], _MOST_LINES), "mark" if row.mark else f"lane{row.lane}")
            cells_of_row = [busy if lane == row.lane else _QUIET_CELL for lane in self.names]
            lines += self._operation(row, cells_of_row, widths, source)
        return lines

    def _lane_widths(self) -> tuple[list[int], int]:
        """Return the widths of the lanes and of the source text, 0 where it has no room; no lanes if they have none.

        Of all ways to share the width, the one that breaks and cuts least; among equals, the one with most source text.
        """
        natural = [max(cells(name), *map(cells, self.texts[lane])) for lane, name in self.names.items()]
        least = [
            max(
                min(want, _NARROWEST_LANE),
                *(min(_LONGEST_WORD, cells(word)) for text in self.texts[lane] for word in text.split(" ")),
            )
            for lane, want in zip(self.names, natural, strict=True)
        ]
        room = self.room - len(_GAP) * (len(natural) - 1)
        most_source = min(self.widest_source, room - len(_GAP) - sum(least))
        least_source = min(self.widest_source, _NARROWEST_SOURCE)
        if sum(least) > room:
            return [], 0
        if not 0 < least_source <= most_source:
            return self._tightened(_shared(natural, least, room)), 0
        ways = []
        for source in range(most_source, least_source - 1, -1):
            widths = self._tightened(_shared(natural, least, room - len(_GAP) - source))
            ways.append((widths, min(self.widest_source, room - len(_GAP) - sum(widths))))
        return min(ways, key=lambda way: self._broken(*way))

    def _broken(self, widths: list[int], source: int) -> int:
        """Return how hard the table is to read: a line more for a sentence weighs as much as source text cut by 15."""
        lines = sum(
            len(wrap(text, width)) for lane, width in zip(self.names, widths, strict=True) for text in self.texts[lane]
        )
        cut = sum(5 + cells(text) - source for text in self.sources if cells(text) > source)
        return 20 * lines + cut

    def _tightened(self, widths: list[int]) -> list[int]:
        """Return what wrapped texts really take of *widths*."""
        return [
            max(cells(part) for text in (name, *self.texts[lane]) for part in wrap(text, width))
            for (lane, name), width in zip(self.names.items(), widths, strict=True)
        ]

    def as_tracks(self) -> list[Line]:
        """Return one column for all operations, with a track and the name of the thread before it."""
        columns = list(self.names)
        short = _short_names(list(self.names.values()))
        names = {lane: short.get(name, name) for lane, name in self.names.items()}
        name_width = min(_WIDEST_NAME, self.room // 2 - 2, max(6, *map(cells, names.values())))
        room = self.room - name_width - len(_GAP)
        track_width = 2 * len(columns) - 1
        if len(columns) > _MOST_TRACKS or room - track_width - len(_GAP) < _COMFORTABLE_TEXT:
            track_width = 0
        else:
            room -= track_width + len(_GAP)
        natural = max(cells(text) for texts in self.texts.values() for text in texts)
        source = min(self.widest_source, max(_NARROWEST_SOURCE, room - len(_GAP) - natural))
        if room - len(_GAP) - source < min(natural, _COMFORTABLE_TEXT):
            source = 0
        text_width = max(8, min(natural, room - (len(_GAP) + source if source else 0)))
        widths = [*([track_width] if track_width else []), name_width, text_width]
        heads = [*([_Cell([""])] if track_width else []), _Cell(["thread"], "label"), _Cell([""])]
        lines = self._lines("step", heads, widths, "line", [], "label")
        for row in self.rows:
            if isinstance(row, _Note):
                lines.append(self._note(row))
                continue
            at = columns.index(row.lane)
            track = " ".join(BUSY if column == at else QUIET for column in range(len(columns)))
            cells_of_row = [
                *([_Cell([track], f"lane{row.lane}")] if track_width else []),
                _Cell([clip(names[row.lane], name_width)], f"name{row.lane}"),
                _Cell(wrap(row.text, text_width, _MOST_LINES), "mark" if row.mark else f"lane{row.lane}"),
            ]
            lines += self._operation(row, cells_of_row, widths, source)
        return lines

    def _operation(self, row: _Row, cells_of_row: list[_Cell], widths: list[int], source: int) -> list[Line]:
        height = max(len(cell.parts) for cell in cells_of_row)
        parts = _code(row.source, source, height) if source else []
        return self._lines(row.number, cells_of_row, widths, row.place, parts, "mark" if row.mark else "")

    def _lines(
        self, number: str, cells_of_row: list[_Cell], widths: list[int], place: str, source: list[str], role: str
    ) -> list[Line]:
        lines: list[Line] = []
        for part in range(max(len(source), *(len(cell.parts) for cell in cells_of_row))):
            line = [
                Span("> " if role == "mark" and not part else "  ", role),
                Span(("" if part else number).rjust(self.steps) + _GAP, role or "quiet"),
            ]
            for cell, width in zip(cells_of_row, widths, strict=True):
                text = cell.parts[part] if part < len(cell.parts) else ""
                line += [Span(pad(text, width), cell.role), Span(_GAP)]
            place_here = "" if part else place
            line += [Span(" " * (self.places - cells(place_here)) + place_here + _GAP, role or "quiet")]
            line += [Span(source[part] if part < len(source) else "", "source")]
            lines.append(line)
        return lines

    def _note(self, note: _Note) -> Line:
        return [Span(" " * _GUTTER + "...".rjust(self.steps) + _GAP + note.text, "quiet")]


def _code(source: str, width: int, height: int) -> list[str]:
    """Return *source* in at most *height* lines, or cut where a single word of it would have to be broken."""
    if height > 1 and all(cells(word) <= width for word in source.split(" ")):
        return wrap(source, width, height)
    return [clip(source, width)]


_QUIET_CELL: Final = _Cell([QUIET], "quiet")


def _shared(natural: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return widths between *least* and *natural* with a sum of at most *room*; the narrowest grows first."""
    widths = list(least)
    for _ in range(room - sum(widths)):
        wanting = [index for index, want in enumerate(natural) if widths[index] < want]
        if not wanting:
            break
        widths[min(wanting, key=widths.__getitem__)] += 1
    return widths
