"""`Site`: a place in the learner's code where something shared is read or written."""

from __future__ import annotations

from typing import Final

GLOBAL: Final = "global"
CLOSURE: Final = "closure"
ATTRIBUTE: Final = "attribute"
ITEM: Final = "item"
CONTAINER: Final = "container"
ITERATION: Final = "iteration"
LOOP: Final = "loop"

#: The key of a loop that does nothing but ask again.
POLL: Final = "poll"


class Site:
    """One place of one rewritten module; there is exactly one object for each, so it may be compared by identity.

    :ivar index: its number within its module, from 0.
    :ivar kind: `GLOBAL`, `CLOSURE`, `ATTRIBUTE`, `ITEM`, `CONTAINER` (a method or a built-in function that looks at a
        whole container), `ITERATION` (one step through a container), or `LOOP` (a loop's tick, no access).
    :ivar name: the variable as the learner wrote it ("num", "self.total", "slots[i]", "items").
    :ivar how: what is done with a container, as the learner wrote it ("items.append", "len(items)", "in items"); "for"
        for the tick of a `for` loop; else "".
    :ivar key: the attribute's, the closure variable's or the method's name as the object spells it; `POLL` for a loop
        that only reads; elsewhere "".
    :ivar file: the file name that the module was compiled with.
    :ivar line: its line there, from 1.
    :ivar function: the function around it ("Counter.add"), or "<module>".
    :ivar rmw: not 0 where what is read here is written back: read and write of one read-modify-write share the number.
    :ivar watched: the race detector wants to know of a read here.
    :ivar polled: a loop goes on until what is read here changes: seeing the change is a hand-over from its writer.
    """

    __slots__ = ("file", "function", "how", "index", "key", "kind", "line", "name", "polled", "rmw", "watched")

    def __init__(
        self,
        *,
        index: int,
        kind: str,
        name: str,
        how: str,
        key: str,
        file: str,
        line: int,
        function: str,
        rmw: int,
        polled: bool = False,
    ) -> None:
        self.index = index
        self.kind = kind
        self.name = name
        self.how = how
        self.key = key
        self.file = file
        self.line = line
        self.function = function
        self.rmw = rmw
        self.polled = polled
        self.watched = bool(rmw or polled)

    def __repr__(self) -> str:
        return f"<Site {self.index} {self.kind} {self.name!r} line {self.line} rmw {self.rmw}>"
