"""Threads played by hand: somebody says who takes the next step, and what happened is told in lanes.

For exercises whose answer is an interleaving. The programs are generators of the spec, one for each thread: what it
does up to a `yield` is one step, whose description it yields; its last step it returns. Where it cannot go on it yields
`Waits`, and asks again when it is its turn once more:

    def add_one(counter):
        seen = counter.value
        yield f"reads {seen}"
        counter.value = seen + 1
        return f"writes {counter.value}"

No real threads are needed: the point is that the reader chooses, and that nothing else decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from checks.saying import _, join_words

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

#: Cells between two lanes.
GAP: Final = 3


@dataclass(frozen=True)
class Waits:
    """What a program yields where it cannot go on.

    :ivar what: for what it waits, in words: "the knife, which ann has".
    """

    what: str


if TYPE_CHECKING:
    Program = Generator[str | Waits, None, str]


class PlayedLock:
    """A lock of programs that are played: `yield from lock.taken_by("ann")`, and later `lock.given_back()`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.owner: str | None = None

    def taken_by(self, thread: str) -> Iterator[str | Waits]:
        """Take it, as a step of its own, and wait for it before that if it is taken."""
        while self.owner is not None:
            yield Waits(f"{self.name}, which {self.owner} has")
        self.owner = thread
        yield f"takes {self.name}"

    def given_back(self) -> str:
        """Free it; return the words for it."""
        self.owner = None
        return f"gives {self.name} back"


@dataclass
class Play:
    """What happened so far.

    :ivar programs: the threads by name.
    :ivar steps: (thread, what it did), in order.
    :ivar waiting: for what they wait who cannot go on, by name, as far as they have found out.
    :ivar ended: the names of those that are at their end.
    """

    programs: Mapping[str, Program]
    steps: list[tuple[str, str]] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)

    def step(self, name: str) -> bool:
        """Let a thread take a step; return whether it could. That it waits is noted once."""
        try:
            what = next(self.programs[name])
        except StopIteration as end:
            self.ended.add(name)
            what = str(end.value)
        if isinstance(what, Waits):
            if name not in self.waiting:
                self.steps.append((name, f"waits for {what.what}"))
            self.waiting[name] = what.what
            return False
        self.waiting.pop(name, None)
        self.steps.append((name, what))
        return True

    def lanes(self) -> str:
        """Return what happened as text: a line for each step, a column for each thread."""
        widths = {name: len(name) for name in self.programs}
        for name, what in self.steps:
            widths[name] = max(widths[name], len(what))
        lines = [_row("step", {name: name for name in self.programs}, widths)]
        for number, (name, what) in enumerate(self.steps, start=1):
            lines.append(_row(str(number), {name: what}, widths))
        return "\n".join(lines)


def _row(head: str, cells: dict[str, str], widths: dict[str, int]) -> str:
    """Return one line of the lanes."""
    line = f"  {head:>4}  "
    for name, width in widths.items():
        line += cells.get(name, "").ljust(width + GAP)
    return line.rstrip()


def play(programs: Mapping[str, Program], schedule: Sequence[str]) -> Play:
    """Let the threads take their steps in this order, and return what happened.

    :raises AssertionError: if a name is none of a thread, or its thread has ended or cannot go on.
    """
    __tracebackhide__ = True
    played = Play(programs)
    for place, name in enumerate(schedule, start=1):
        wrong = None
        if name not in programs:
            wrong = _(
                "there is no thread {name}; there are {others}", name=repr(name), others=join_words(list(programs))
            )
        elif name in played.ended:
            wrong = _("{name} has ended already", name=name)
        else:
            waited = name in played.waiting
            if not played.step(name) and waited:
                wrong = _("{name} cannot go on: it waits for {what}", name=name, what=played.waiting[name])
        if wrong is not None:
            where = _("place {place} of the schedule: {wrong}", place=place, wrong=wrong)
            raise AssertionError(f"{where}\n{played.lanes()}")
    return played


def all_plays(programs: Callable[[], Mapping[str, Program]]) -> Iterator[Play]:
    """Yield what comes of every order, as far as anybody can go on; *programs* makes the threads anew for each."""
    schedules: list[list[str]] = [[]]
    while schedules:
        schedule = schedules.pop()
        played = play(programs(), schedule)
        further = [[*schedule, name] for name in played.programs if name not in played.ended | played.waiting.keys()]
        # Who waits is asked again in a play of its own: asking may be a step.
        further += [[*schedule, name] for name in played.waiting if play(programs(), schedule).step(name)]
        if further:
            schedules += further
        else:
            yield played


def everybody_ended(played: Play) -> None:
    """Assert that all threads are at their end: the schedule is a whole one."""
    __tracebackhide__ = True
    left = [name for name in played.programs if name not in played.ended]
    if left:
        what = _("the schedule ends, and {names} did not come to an end", names=join_words(left))
        raise AssertionError(f"{what}\n{played.lanes()}")


def nobody_can_go_on(played: Play) -> None:
    """Assert that somebody is not at the end, and that all of these wait in vain."""
    __tracebackhide__ = True
    left = [name for name in played.programs if name not in played.ended]
    if not left:
        what = _("all came to their end, and nobody is stuck")
        raise AssertionError(f"{what}\n{played.lanes()}")
    for name in left:
        lanes = played.lanes()
        if played.step(name) or name in played.ended:
            what = _("{name} can still go on, so nobody is stuck yet", name=name)
            raise AssertionError(f"{what}\n{lanes}")


def shown(played: Play, happened: bool, otherwise: str) -> None:  # noqa: FBT001 - read as a condition: shown(played, x == 1, ...)
    """Assert that *happened* is true of what was played; if not, say *otherwise* and show what happened.

    :param otherwise: what is true instead, in words: "the number is 2".
    """
    __tracebackhide__ = True
    if not happened:
        raise AssertionError(f"{otherwise}\n{played.lanes()}")
