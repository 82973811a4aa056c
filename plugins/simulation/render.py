"""A story laid out as a page: plain text, and the same page with colours.

The page is laid out once, as lines of spans that have a role. `plain` joins their texts, `rich_story` adds a style to
each role: so colour can only ever add to what the text says, and both are equal to the letter. rich is imported by
`rich_story` alone (60 ms): a report that goes into a pipe, a file or JSON does without.

The order is the order in which somebody who is stuck can take it in: what is wrong, in one sentence; who waits for
whom; what happened, step by step; what came out; what to think about; how to see it again. Models: the columns of
Lincheck, the sentences of Coyote, the short command of Go's race detector.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from plugins.simulation.cells import ELLIPSIS, LONGEST, cells, clip, pad, safe, wrap
from plugins.simulation.lanes import Line, Span, lanes
from plugins.simulation.language import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType

    from plugins.simulation.story import Story

#: Sentences are not set wider than this: longer lines are hard to read on.
WIDEST_PROSE: Final = 100
#: Below this many cells nothing can be laid out any more.
NARROWEST_PAGE: Final = 40

_INDENT: Final = "  "
_LABELS: Final = 14
_MOST_VALUE_LINES: Final = 12
_MOST_PRINTED_LINES: Final = 6
#: From so many lines on, what was printed is set in one line, if no line is longer than this.
_FEW_LINES: Final = 3
_LONGEST_WORD: Final = 12
#: Values that are equal for fewer characters than this need no pointer to their first difference.
_SHORTEST_POINTED: Final = 8
_MOST_TRACEBACK_LINES: Final = 24
_FIRST_TRACEBACK_LINES: Final = 7
#: Characters of a sentence or paragraph: what a program printed may stand in it.
_LONGEST_PROSE: Final = 400
_MOST_FACTS: Final = 10
_MOST_NOTES: Final = 4
#: A name this short is a word of the language as well: "a" is not always the thread a.
_SHORTEST_NAME_IN_PROSE: Final = 3
_LONGEST_NAME_IN_PROSE: Final = 40


def plain(story: Story, *, width: int = 80, as_in: str = "") -> str:
    """Return *story* as plain text, without colours or control characters.

    :param width: cells that a line may take; the replay command, which must be copied whole, may take more.
    :param as_in: the name of a spec whose page said the same; this one is then told shortly.
    :return: lines without trailing blanks, and no newline at the end.
    """
    return "\n".join("".join(span.text for span in line).rstrip() for line in page(story, width, as_in))


def rich_story(story: Story, *, as_in: str = "") -> RenderableType:
    """Return *story* as a renderable of rich: the text of `plain`, in colours, laid out for the console's width."""
    return _Coloured(story, as_in)


class _Coloured:
    def __init__(self, story: Story, as_in: str) -> None:
        self.story = story
        self.as_in = as_in

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from rich.text import Text

        for line in page(self.story, options.max_width, self.as_in):
            text = Text.assemble(*((span.text, _style(span.role)) for span in line))
            text.rstrip()
            if not any(span.role == "command" for span in line):
                text.no_wrap, text.overflow = True, "ignore"
            yield text


_STYLES: Final = {
    "failed": "bold red",
    "open": "bold yellow",
    "headline": "bold",
    "label": "bold",
    "quiet": "dim",
    "source": "dim italic",
    "mark": "bold red",
    "command": "bold green",
    "error": "red",
}
_LANE_COLOURS: Final = ("cyan", "magenta", "green", "yellow", "bright_blue")


def _style(role: str) -> str:
    """Return rich's style for *role*."""
    for kind, weight in (("lane", ""), ("name", "bold ")):
        if role.startswith(kind):
            return weight + _LANE_COLOURS[int(role.removeprefix(kind)) % len(_LANE_COLOURS)]
    return _STYLES.get(role, "")


#: Verdicts that say that there is no answer yet, rather than that something went wrong.
_OPEN: Final = frozenset({"inconclusive", "missing", "not-implemented", "unsupported"})


#: Verdicts that no schedule decides: there is none to be seen again.
_WITHOUT_SCHEDULE: Final = frozenset({"missing", "not-implemented", "syntax-error"})


def headline(story: Story, width: int = 100) -> str:
    """Return the verdict and what is wrong, as one line of at most *width* cells."""
    return clip(f"{story.verdict}: {_sentence(story.headline)}", width)


def page(story: Story, width: int, as_in: str = "") -> list[Line]:
    """Return the lines of the report on *story*, laid out for *width* cells; see `plain`."""
    width = max(width, NARROWEST_PAGE)
    in_full = not as_in
    sections = (
        _title(story, width, as_in),
        _facts(story, width) if in_full or not story.steps else [],
        _table(story, width) if in_full else [],
        _outcome(story, width),
        _value(_("real threads"), _block("\n".join(story.rounds), width - len(_INDENT) - _LABELS)),
        _traceback(story, width) if in_full else [],
        _labelled(_("think about"), story.rule, story, width) if in_full else [],
        [line for note in story.notes[:_MOST_NOTES] for line in _labelled(_("note"), note, story, width)],
        _replay(story),
    )
    lines: list[Line] = []
    for section in sections:
        if section:
            lines += [[], *section] if lines else section
    return lines


def _title(story: Story, width: int, as_in: str) -> list[Line]:
    verdict = safe(story.verdict)
    role = "open" if verdict in _OPEN else "failed"
    first, *rest = wrap(f"{verdict}: {_sentence(story.headline)}", _prose(width))
    lines = [[Span(first[: len(verdict) + 1], role), Span(first[len(verdict) + 1 :], "headline")]]
    lines += [[Span(text, "headline")] for text in rest]
    if as_in:
        told = _("as in {spec}; -v shows all of it", spec=safe(as_in))
        lines += [[Span(text, "quiet")] for text in wrap(told, _prose(width))]
    elif story.file and not story.steps:
        lines.append([Span(clip(_("in {file}", file=safe(story.file)), width), "quiet")])
    return lines


def _facts(story: Story, width: int) -> list[Line]:
    lines = [
        [Span(_INDENT + ("- " if index == 0 else "  ")), *_with_names(text, story)]
        for fact in story.because[:_MOST_FACTS]
        for index, text in enumerate(wrap(_sentence(fact), _prose(width) - len(_INDENT) - 2))
    ]
    more = len(story.because) - _MOST_FACTS
    if more > 0:
        lines.append([Span(f"{_INDENT}- {ELLIPSIS} " + _("and {count} more", count=more), "quiet")])
    return lines


def _table(story: Story, width: int) -> list[Line]:
    table = lanes(story, width)
    if table and story.file:
        table.insert(0, [Span(_INDENT), Span(clip(safe(story.file), width - len(_INDENT)), "quiet")])
    return table


def _outcome(story: Story, width: int) -> list[Line]:
    room = width - len(_INDENT) - _LABELS
    expected, got = story.expected.strip("\n"), story.got.strip("\n")
    printed = "" if got else story.printed.rstrip("\n")
    pointer: list[str] = []
    if expected and got and "\n" not in expected + got:
        expected, got, pointer = _side_by_side(expected, got, room)
    return [
        *_value(_("expected"), _block(expected, room)),
        *_value(_("got"), _block(got, room) + pointer),
        *_value(_("it printed"), _in_one_line(printed, room) or _block(printed, room, _MOST_PRINTED_LINES)),
    ]


def _side_by_side(expected: str, got: str, room: int) -> tuple[str, str, list[str]]:
    """Return the parts of two long values around their first difference, and a line that points there."""
    shorter = min(len(expected), len(got))
    same = next((at for at in range(shorter) if expected[at] != got[at]), shorter)
    if same < _SHORTEST_POINTED or expected == got:
        return expected, got, []
    before = safe(expected[max(0, same - room) : same])
    if same > room or max(len(expected), len(got)) > room:
        while cells(before) > room // 2:
            before = before[1:]
        before = ELLIPSIS + before
    said = _("first difference")
    pointer = " " * cells(before) + f"^ {said}"
    if cells(pointer) > room:
        pointer = " " * (cells(before) - cells(said) - 1) + f"{said} ^"
    return before + expected[same : same + room], before + got[same : same + room], [pointer]


def _in_one_line(printed: str, room: int) -> list[str]:
    """Return many short lines as one: numbers, names, single words; nothing if they are not of that kind."""
    words = printed.split("\n")
    if not _FEW_LINES <= len(words) <= LONGEST or any(
        len(word) > _LONGEST_WORD or word.split() != [word] for word in words
    ):
        return []
    told = _("  ({count:,} lines)", count=len(words))
    room -= cells(told)
    shown = safe("  ".join(words))
    kept = len(words)
    while cells(shown) > room and kept > 1:
        kept -= 1
        shown = safe("  ".join([*words[: kept // 2], ELLIPSIS, *words[len(words) - (kept - kept // 2) :]]))
    return [shown + told]


def _block(text: str, room: int, most: int = _MOST_VALUE_LINES) -> list[str]:
    """Return the lines of *text*, cut to *room* cells; of many lines the first and the last."""
    if not text:
        return []
    lines = text.split("\n")
    left_out = len(lines) - most
    if left_out > 1:
        first = most // 2
        lines = [*lines[:first], f"{ELLIPSIS} " + _lines_not_shown(left_out), *lines[first + left_out :]]
    return [clip(safe(line[: 4 * LONGEST].expandtabs()), room) for line in lines]


def _lines_not_shown(count: int) -> str:
    return ngettext("{count:,} line not shown", "{count:,} lines not shown", count, count=count)


def _value(label: str, lines: list[str]) -> list[Line]:
    return [
        [Span(_INDENT + pad(label if index == 0 else "", _LABELS), "label"), Span(text)]
        for index, text in enumerate(lines)
    ]


def _traceback(story: Story, width: int) -> list[Line]:
    # The line that raises NotImplementedError is in the first sentence; a traceback would look like a mistake.
    text = "" if story.verdict == "not-implemented" else story.traceback.rstrip("\n")
    lines = text.split("\n") if text.strip() else []
    left_out = len(lines) - _MOST_TRACEBACK_LINES
    if left_out > 1:
        lines = [
            *lines[:_FIRST_TRACEBACK_LINES],
            f"  {ELLIPSIS} " + _lines_not_shown(left_out),
            *lines[_FIRST_TRACEBACK_LINES + left_out :],
        ]
    room = width - len(_INDENT)
    shown = [clip(safe(line[: 4 * LONGEST].expandtabs()), room) for line in lines[:-1]]
    error = [part for line in lines[-1:] for part in _wrapped(line, room)]
    return [
        *([Span(_INDENT), Span(text)] for text in shown),
        *([Span(_INDENT), Span(text, "error")] for text in error),
    ]


def _wrapped(line: str, room: int) -> list[str]:
    """Return *line* in lines of *room* cells, all of them as far to the right as it begins."""
    text = line.lstrip(" ")
    indent = line[: len(line) - len(text)]
    return [indent + part for part in wrap(safe(text, _LONGEST_PROSE), room - len(indent))]


def _labelled(label: str, text: str, story: Story, width: int) -> list[Line]:
    if not text:
        return []
    return [
        [Span(_INDENT + pad(label if index == 0 else "", _LABELS), "label"), *_with_names(part, story)]
        for index, part in enumerate(wrap(_sentence(text), _prose(width) - len(_INDENT) - _LABELS))
    ]


def _replay(story: Story) -> list[Line]:
    if not story.replay or story.verdict in _WITHOUT_SCHEDULE:
        return []
    return [[Span(_INDENT + pad(_("see it again"), _LABELS), "label"), Span(safe(story.replay), "command")]]


def _prose(width: int) -> int:
    return min(width, WIDEST_PROSE)


def _sentence(text: str) -> str:
    return safe(" ".join(text.split()), _LONGEST_PROSE)


def _with_names(text: str, story: Story) -> Line:
    """Return *text* with the names of threads as spans of their own, so that they can have their lane's colour."""
    lane_of = {
        safe(name): lane
        for lane, name in enumerate(story.threads)
        if _SHORTEST_NAME_IN_PROSE <= len(name) <= _LONGEST_NAME_IN_PROSE
    }
    if not lane_of:
        return [Span(text)]
    names = "|".join(re.escape(name) for name in sorted(lane_of, key=len, reverse=True))
    parts = re.split(rf"(?<![^\W\u2e80-\uffef])({names})(?![^\W\u2e80-\uffef])", text)
    return [Span(part, f"name{lane_of[part]}" if part in lane_of else "") for part in parts if part]
