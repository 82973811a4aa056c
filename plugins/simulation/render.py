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

from plugins.simulation.cells import ELLIPSIS, cells, clip, safe, wrap
from plugins.simulation.lanes import Line, Span, lanes

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
_MOST_TRACEBACK_LINES: Final = 24
_MOST_PROSE_LINES: Final = 8
_MOST_FACTS: Final = 12
#: A name this short is a word of the language as well: "a" is not always the thread a.
_SHORTEST_NAME_IN_PROSE: Final = 3


def plain(story: Story, *, width: int = 80) -> str:
    """Return *story* as plain text, without colours or control characters.

    :param width: cells that a line may take; the replay command, which must be copied whole, may take more.
    :return: lines without trailing blanks, and no newline at the end.
    """
    return "\n".join("".join(span.text for span in line).rstrip() for line in page(story, width))


def rich_story(story: Story) -> RenderableType:
    """Return *story* as a renderable of rich: the same text, in colours, laid out for the console's width."""
    return _Coloured(story)


class _Coloured:
    def __init__(self, story: Story) -> None:
        self.story = story

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        from rich.text import Text

        for line in page(self.story, options.max_width):
            yield Text.assemble(*((span.text, _style(span.role)) for span in line))


_STYLES: Final = {
    "failed": "bold red",
    "open": "bold yellow",
    "headline": "bold",
    "label": "bold",
    "quiet": "dim",
    "line": "dim",
    "source": "dim italic",
    "mark": "bold red",
    "command": "bold green",
    "error": "red",
}
_LANE_COLOURS: Final = ("cyan", "magenta", "yellow", "green", "blue", "bright_red")


def _style(role: str) -> str:
    """Return rich's style for *role*."""
    for kind, weight in (("lane", ""), ("name", "bold ")):
        if role.startswith(kind):
            return weight + _LANE_COLOURS[int(role.removeprefix(kind)) % len(_LANE_COLOURS)]
    return _STYLES.get(role, "")


#: Verdicts that say that there is no answer yet, rather than that something went wrong.
_OPEN: Final = frozenset({"inconclusive", "missing", "not-implemented", "unsupported"})


def headline(story: Story, width: int = 100) -> str:
    """Return the verdict and what is wrong, as one line of at most *width* cells."""
    return clip(f"{story.verdict}: {_sentence(story.headline)}", width)


def page(story: Story, width: int) -> list[Line]:
    """Return the lines of the report on *story*, laid out for *width* cells."""
    width = max(width, NARROWEST_PAGE)
    sections = (
        _title(story, width),
        _facts(story, width),
        _table(story, width),
        _outcome(story, width),
        _traceback(story, width),
        _labelled("think about", story.rule, story, width),
        [line for note in story.notes for line in _labelled("note", note, story, width)],
        _replay(story),
    )
    lines: list[Line] = []
    for section in sections:
        if section:
            lines += [[], *section] if lines else section
    return lines


def _title(story: Story, width: int) -> list[Line]:
    verdict = safe(story.verdict)
    role = "open" if verdict in _OPEN else "failed"
    first, *rest = wrap(f"{verdict}: {_sentence(story.headline)}", _prose(width), _MOST_PROSE_LINES)
    lines = [[Span(first[: len(verdict) + 1], role), Span(first[len(verdict) + 1 :], "headline")]]
    lines += [[Span(text, "headline")] for text in rest]
    if story.file and not story.steps:
        lines.append([Span(f"in {safe(story.file)}", "quiet")])
    return lines


def _facts(story: Story, width: int) -> list[Line]:
    lines = [
        [Span(_INDENT + ("- " if index == 0 else "  ")), *_with_names(text, story)]
        for fact in story.because[:_MOST_FACTS]
        for index, text in enumerate(wrap(_sentence(fact), _prose(width) - len(_INDENT) - 2, _MOST_PROSE_LINES))
    ]
    more = len(story.because) - _MOST_FACTS
    if more > 0:
        lines.append([Span(f"{_INDENT}- {ELLIPSIS} and {more} more", "quiet")])
    return lines


def _table(story: Story, width: int) -> list[Line]:
    table = lanes(story, width)
    if table and story.file:
        table.insert(0, [Span(_INDENT), Span(clip(safe(story.file), width - len(_INDENT)), "quiet")])
    return table


def _outcome(story: Story, width: int) -> list[Line]:
    lines = _value("expected", story.expected, width)
    lines += _value("got", story.got, width)
    if not story.got and story.printed:
        lines += _value("it printed", story.printed.rstrip("\n"), width)
    return lines


def _value(label: str, value: str, width: int) -> list[Line]:
    if not value:
        return []
    room = width - len(_INDENT) - _LABELS
    texts = value.split("\n", _MOST_VALUE_LINES)
    lines = [clip(safe(text.expandtabs()), room) for text in texts[:_MOST_VALUE_LINES]]
    if len(texts) > _MOST_VALUE_LINES:
        lines.append(f"{ELLIPSIS} ({texts[-1].count(chr(10)) + 1:,} more lines)")
    return [
        [Span(_INDENT + (label if index == 0 else "").ljust(_LABELS), "label"), Span(text)]
        for index, text in enumerate(lines)
    ]


def _traceback(story: Story, width: int) -> list[Line]:
    texts = story.traceback.rstrip("\n").split("\n") if story.traceback.strip() else []
    if len(texts) > _MOST_TRACEBACK_LINES:
        left_out = len(texts) - _MOST_TRACEBACK_LINES
        texts = [*texts[:6], f"  {ELLIPSIS} {left_out:,} lines left out", *texts[6 + left_out :]]
    lines: list[Line] = []
    for index, text in enumerate(texts):
        shown = clip(safe(text.expandtabs()), width - len(_INDENT))
        lines.append([Span(_INDENT), Span(shown, "error" if index == len(texts) - 1 else "")])
    return lines


def _labelled(label: str, text: str, story: Story, width: int) -> list[Line]:
    if not text:
        return []
    return [
        [Span(_INDENT + (label if index == 0 else "").ljust(_LABELS), "label"), *_with_names(part, story)]
        for index, part in enumerate(wrap(_sentence(text), _prose(width) - len(_INDENT) - _LABELS, _MOST_PROSE_LINES))
    ]


def _replay(story: Story) -> list[Line]:
    if not story.replay:
        return []
    return [[Span(_INDENT + "see it again".ljust(_LABELS), "label"), Span(safe(story.replay), "command")]]


def _prose(width: int) -> int:
    return min(width, WIDEST_PROSE)


def _sentence(text: str) -> str:
    return safe(" ".join(text.split()))


def _with_names(text: str, story: Story) -> Line:
    """Return *text* with the names of threads as spans of their own, so that they can have their lane's colour."""
    lane_of = {
        safe(name): lane for lane, name in enumerate(story.threads) if cells(safe(name)) >= _SHORTEST_NAME_IN_PROSE
    }
    if not lane_of:
        return [Span(text)]
    names = "|".join(re.escape(name) for name in sorted(lane_of, key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({names})(?!\w)", text)
    return [Span(part, f"name{lane_of[part]}" if part in lane_of else "") for part in parts if part]
