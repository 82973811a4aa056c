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

import itertools
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from plugins.simulation.cells import cells, clip, pad, right, safe, wrap
from plugins.simulation.columns import LINE, Shares, lane_costs, share, source_costs
from plugins.simulation.language import _, ngettext
from plugins.simulation.learners import is_spec

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
#: How much harder to read, by operation, a column a thread may be than one column for all: for a few it is a picture.
_PICTURE: Final = 75
_POOR_PICTURE: Final = 10
_FEW_LANES: Final = 3
_UNBEARABLE: Final = 10**9
#: The main thread may go without a column if it runs so many times without a switch, and two others are there.
_FEW_TURNS: Final = 3
_MANY_LANES: Final = 3
#: What it costs that a row of the main thread stands outside the columns.
_ASIDE: Final = 8
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
    return _Table(rows, names, width).lines()


def _name(story: Story, lane: int) -> str:
    return story.threads[lane] if 0 <= lane < len(story.threads) else _("thread {number}", number=lane)


def _rows(story: Story) -> list[_Row | _Note]:
    rows: list[_Row | _Note] = []
    short = _short_names(story.threads)
    if story.skipped:
        rows.append(_Note(_earlier_steps(story.skipped)))
    for index in range(len(story.steps)) if story.whole else _shown(story.steps):
        if index < 0:
            rows.append(_Note(_steps_between(-index)))
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
                    "" if _in_spec(step, story.file) else safe(step.source),
                    step.mark,
                )
            )
        if step.repeat < 0:
            rows.append(_Note(_("and so on, without end")))
        elif step.repeat:
            rows.append(_Note(_("{count:,} more not shown", count=step.repeat)))
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


def _earlier_steps(count: int) -> str:
    return ngettext("{count:,} earlier step not shown", "{count:,} earlier steps not shown", count, count=count)


def _steps_between(count: int) -> str:
    return ngettext("{count:,} step not shown", "{count:,} steps not shown", count, count=count)


def _place(step: Step, file: str) -> str:
    if not step.line:
        return ""
    if not step.file or step.file == file:
        return str(step.line)
    name = _("spec") if _in_spec(step, file) else PurePath(step.file).name
    return f"{clip(safe(name), _WIDEST_PLACE)}:{step.line}"


def _in_spec(step: Step, file: str) -> bool:
    """Return whether *step* happened in the spec, whose lines a learner neither wrote nor changes."""
    return step.file != file and is_spec(step.file)


class _Cell(NamedTuple):
    """A cell of a row: its lines and the role of its text."""

    parts: Sequence[str]
    role: str = ""


_QUIET_CELL: Final = _Cell([QUIET], "quiet")


class _Tracks(NamedTuple):
    """The widths of a table with one column for all operations.

    :ivar names: of the threads, by lane, cut to *name* cells.
    :ivar track: cells of the tracks, 0 for none.
    :ivar shares: of the operations and the source text.
    """

    names: dict[int, str]
    name: int
    track: int
    shares: Shares


class _Table:
    """The rows of one story, and the ways to lay them out."""

    def __init__(self, rows: list[_Row | _Note], names: dict[int, str], width: int) -> None:
        """:param names: the threads that have rows, by lane."""
        self.rows = rows
        self.names = names
        self.operations = [row for row in rows if isinstance(row, _Row)]
        self.steps = max(4, cells(_("step")), *(len(row.number) for row in self.operations))
        self.places = max(4, cells(_("line")), *(cells(row.place) for row in self.operations))
        #: What is left between the number of the step and the line, and for the source text behind.
        self.room = width - _GUTTER - self.steps - self.places - 2 * len(_GAP)

    def lines(self) -> list[Line]:
        """Return the table, laid out in the way that is easiest to read."""
        tracks = self._tracks()
        fitting = [(shares, aside) for aside in (None, *self._bystander()) if (shares := self._shares(aside))]
        if fitting:
            shares, aside = min(fitting, key=lambda way: way[0].cost)
            picture = _PICTURE if len(shares.widths) <= _FEW_LANES else _POOR_PICTURE
            if shares.cost <= tracks.shares.cost + picture * len(self.operations):
                return self._as_lanes(shares, aside)
        return self._as_tracks(tracks)

    def _bystander(self) -> list[int]:
        """Return the lane of the main thread, if it comes before and after the others: then it needs no column."""
        lane, name = next(iter(self.names.items()))
        turns = [at for at, _ in itertools.groupby(row.lane for row in self.operations)].count(lane)
        return [lane] if name == "main" and len(self.names) >= _MANY_LANES and turns <= _FEW_TURNS else []

    def _shares(self, aside: int | None) -> Shares | None:
        """Return the widths of a table with a column a thread, but none for the lane *aside*."""
        lanes_shown = [
            [name, *(row.text for row in self.operations if row.lane == lane)]
            for lane, name in self.names.items()
            if lane != aside
        ]
        shares = share(
            [lane_costs(texts, self.room) for texts in lanes_shown],
            source_costs([row.source for row in self.operations]),
            self.room,
            len(_GAP),
        )
        if shares is None:
            return None
        # All names together take one line; a row that stands across the columns takes one, and some attention.
        across = sum(LINE + _ASIDE for row in self.operations if row.lane == aside)
        return shares._replace(cost=shares.cost - LINE * len(lanes_shown) + across)

    def _as_lanes(self, shares: Shares, aside: int | None) -> list[Line]:
        widths, source = shares[1:]
        columns = [lane for lane in self.names if lane != aside]
        width_of = dict(zip(columns, widths, strict=True))
        heads = [_Cell(wrap(self.names[lane], width_of[lane], 2), f"name{lane}") for lane in columns]
        lines = self._lines(_("step"), heads, widths, _("line"), [], "label")
        whole = sum(widths) + len(_GAP) * (len(widths) - 1)
        for row in self.rows:
            if isinstance(row, _Note):
                lines.append(self._note(row))
            elif row.lane == aside:
                told = _Cell(wrap(f"{self.names[aside]}: {row.text}", whole, _MOST_LINES), self._role(row))
                lines += self._operation(row, [told], [whole], source)
            else:
                busy = _Cell(wrap(row.text, width_of[row.lane], _MOST_LINES), self._role(row))
                lines += self._operation(
                    row, [busy if lane == row.lane else _QUIET_CELL for lane in columns], widths, source
                )
        return lines

    def _tracks(self) -> _Tracks:
        """Return the widths of a table that has one column for all operations."""
        short = _short_names(list(self.names.values()))
        names = {lane: short.get(name, name) for lane, name in self.names.items()}
        widest_name = min(_WIDEST_NAME, self.room // 2 - 2, max(6, *map(cells, names.values())))
        room = self.room - widest_name - len(_GAP)
        track = 2 * len(names) - 1
        if len(names) > _MOST_TRACKS or room - track - len(_GAP) < _COMFORTABLE_TEXT:
            track = 0
        else:
            room -= track + len(_GAP)
        texts = lane_costs([row.text for row in self.operations], room)
        shares = share([texts], source_costs([row.source for row in self.operations]), room, len(_GAP))
        room = max(8, room)
        return _Tracks(
            {lane: clip(name, widest_name) for lane, name in names.items()},
            widest_name,
            track,
            shares or Shares(_UNBEARABLE, [room], 0),
        )

    def _as_tracks(self, tracks: _Tracks) -> list[Line]:
        """Return the table that has a mark on the thread's track, and its name, before each operation."""
        text, source = tracks.shares.widths[0], tracks.shares.source
        widths = [tracks.track, tracks.name, text][0 if tracks.track else 1 :]
        heads = [_Cell([""]), _Cell([_("thread")], "label"), _Cell([""])][-len(widths) :]
        lines = self._lines(_("step"), heads, widths, _("line"), [], "label")
        for row in self.rows:
            if isinstance(row, _Note):
                lines.append(self._note(row))
                continue
            cells_of_row = [
                _Cell([" ".join(BUSY if lane == row.lane else QUIET for lane in tracks.names)], f"lane{row.lane}"),
                _Cell([tracks.names[row.lane]], f"name{row.lane}"),
                _Cell(wrap(row.text, text, _MOST_LINES), self._role(row)),
            ]
            lines += self._operation(row, cells_of_row[-len(widths) :], widths, source)
        return lines

    def _role(self, row: _Row) -> str:
        return "mark" if row.mark else f"lane{row.lane}"

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
                Span(right("" if part else number, self.steps) + _GAP, role or "quiet"),
            ]
            for cell, width in zip(cells_of_row, widths, strict=True):
                text = cell.parts[part] if part < len(cell.parts) else ""
                line += [Span(pad(text, width), cell.role), Span(_GAP)]
            place_here = "" if part else place
            line += [Span(right(place_here, self.places) + _GAP, role or "quiet")]
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
