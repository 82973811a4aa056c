"""How wide the columns of a table shall be: of all ways to share a width, the one that a reader is disturbed least by.

A sentence that takes a line more disturbs, source text that is cut off disturbs, and so does source text that is not
there. Each column says what each of its widths costs (`lane_costs`, `source_costs`), `share` picks the cheapest
combination. Rejected: equal shares and shares by length, which give a column with one long sentence the room that ten
short lines of source text need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from plugins.simulation.cells import cells, units, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What the other costs are measured by: one more line of the table.
LINE: Final = 30
#: Source text that is not shown, or has lost a third of itself; text that is cut a little costs less.
_NO_SOURCE: Final = 18
_CUT: Final = 2
_NARROWEST_SOURCE: Final = 14
_WIDEST_SOURCE: Final = 48
#: A word longer than this is broken, wherever it stands.
_LONGEST_WORD: Final = 24
#: A narrower lane breaks sentences into single words.
_NARROWEST_LANE: Final = 14


class Shares(NamedTuple):
    """One way to share a width.

    :ivar source: cells for the source text, all that the columns have left; 0 if it is not shown.
    """

    cost: int
    widths: list[int]
    source: int


#: What a column costs at each width that it may have; only widths that are better than all narrower ones.
Costs = dict[int, int]


def lane_costs(texts: Sequence[str], most: int) -> Costs:
    """Return the costs of a column of sentences of at most *most* cells; none if it would have to be too narrow."""
    natural = max(map(cells, texts))
    longest_word = max(cells(word) for text in texts for _blank, word in units(text))
    narrowest = min(natural, max(_NARROWEST_LANE, min(_LONGEST_WORD, longest_word)))
    found: Costs = {}
    for width in range(narrowest, min(most, natural) + 1):
        cost = LINE * sum(len(wrap(text, width)) for text in texts)
        if not found or cost < min(found.values()):
            found[width] = cost
    return found


def source_costs(sources: Sequence[str]) -> Costs:
    """Return the costs of the column of source text; width 0 is to leave it out."""
    told = [cells(source) for source in sources if source]
    found = {0: _NO_SOURCE * len(told)}
    widest = min(_WIDEST_SOURCE, max(told, default=0))
    for width in range(min(_NARROWEST_SOURCE, widest), widest + 1):
        cost = sum(
            min(_NO_SOURCE, _CUT + 3 * _NO_SOURCE * (wanted - width) // wanted) for wanted in told if wanted > width
        )
        if cost < min(found.values()):
            found[width] = cost
    return found


def share(lanes: Sequence[Costs], sources: Costs, room: int, gap: int) -> Shares | None:
    """Return the widths that cost least; None if the columns do not fit into *room* cells.

    Among ways of equal cost, the narrowest.

    :param sources: the costs of source text, which stands at the end, after a gap, if it has any width.
    :param room: cells for all columns and the gaps between them.
    """
    room -= gap * (len(lanes) - 1)
    ways: dict[int, tuple[int, list[int]]] = {0: (0, [])}
    for column in (*lanes, {width + gap if width else 0: cost for width, cost in sources.items()}):
        longer: dict[int, tuple[int, list[int]]] = {}
        for used, (cost, widths) in ways.items():
            for width, more in column.items():
                total = used + width
                if total <= room and (total not in longer or cost + more < longer[total][0]):
                    longer[total] = (cost + more, [*widths, width])
        ways = longer
    if not ways:
        return None
    cost, (*widths, source) = min(ways.values(), key=lambda way: (way[0], sum(way[1])))
    return Shares(cost, widths, room - sum(widths) - gap if source else 0)
