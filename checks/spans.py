"""Who was inside when: a record of entering and leaving, and the words that specs say about it.

A spec hands the learner's code a callback; the callback marks in a `Spans` that it begins and ends. Afterwards the
words judge the record alone: they never look at a clock, so they hold on the simulated machine and on real threads
alike.

Marks are appended to one list. Appending is a single step on CPython, so recording needs no lock; a lock would be one
more thing that threads can switch at, and would show in the learner's report. Whoever wants to know how many are
inside counts marks, which is exact on both machines: of n threads that meet, the last one to append sees all n.

Each mark is printed, too. The lanes of a report then show where in the interleaving somebody began and ended, which
the learner's own lines alone do not tell; and another thread may go on before each mark.

Each word raises `AssertionError` with a sentence for the learner and returns nothing: `at_most_together(spans, 2)`
stands as a statement in a spec. Returning a truth value was rejected: `assert False` explains nothing.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from checks.saying import _, join_words, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ENTER: Final = "begins"
LEAVE: Final = "ends"
POINT: Final = "point"

#: Seconds that somebody inside waits for company before giving up: virtual ones on the simulated machine, where they
#: cost nothing; on real threads they are spent only by a solution that fails.
PATIENCE: Final = 5.0


@dataclass(frozen=True)
class Mark:
    """One entry of the record.

    :ivar kind: `ENTER`, `LEAVE` or `POINT` (something that happened at once).
    :ivar who: whom the spec says that it happened to.
    :ivar thread: the name of the thread that it happened in.
    """

    kind: str
    who: object
    thread: str


class Marked(Protocol):
    """A record of marks, which is all that the words look at."""

    @property
    def marks(self) -> Sequence[Mark]:
        """What happened, in order."""
        ...


class Enterable(Protocol):
    """A record that somebody may enter and leave."""

    def enter(self, who: object) -> None:
        """Mark that *who* is inside from now on."""
        ...

    def leave(self, who: object) -> None:
        """Mark that *who* is no longer inside."""
        ...


class Inside:
    """A with-block of `inside`; a class, so that no frame of contextlib stands between a mark and the spec."""

    def __init__(self, spans: Enterable, who: object) -> None:
        self._spans = spans
        self._who = who

    def __enter__(self) -> None:
        self._spans.enter(self._who)

    def __exit__(self, *exception: object) -> None:
        self._spans.leave(self._who)


class Spans:
    """The record of one run.

    :ivar marks: what happened, in order.
    """

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self._met: dict[int, threading.Event] = {}
        self._awaited: list[tuple[frozenset[object], threading.Event]] = []

    def enter(self, who: object) -> None:
        """Mark that *who* is inside from now on."""
        self._mark(ENTER, who)

    def leave(self, who: object) -> None:
        """Mark that *who* is no longer inside."""
        self._mark(LEAVE, who)
        for awaited, they_have_left in list(self._awaited):
            if self._have_left(awaited):
                they_have_left.set()

    def point(self, what: object) -> None:
        """Mark that *what* happened just now."""
        self._mark(POINT, what)

    def inside(self, who: object) -> Inside:
        """Mark that *who* is inside for as long as the with-block runs, also when it raises."""
        return Inside(self, who)

    def meet(self, count: int, patience: float = PATIENCE) -> None:
        """Wait, inside, until *count* have been inside at the same time; give up after *patience* seconds.

        Makes certain in every schedule what else would be luck: threads that may be inside together are. What came of
        it says `reaches_together`.
        """
        enough_inside = self._met.setdefault(count, threading.Event())
        if most_together(self) >= count:
            enough_inside.set()
        enough_inside.wait(patience)

    def stay_until_left(self, *who: object, patience: float = PATIENCE) -> None:
        """Wait until each of *who* has left; give up after *patience* seconds.

        For somebody who keeps a place meanwhile, so that the others have to get along without it. What came of it says
        `leaves_before`.
        """
        awaited = frozenset(who)
        they_have_left = threading.Event()
        self._awaited.append((awaited, they_have_left))
        if self._have_left(awaited):
            they_have_left.set()
        they_have_left.wait(patience)

    @property
    def points(self) -> list[object]:
        """What was marked by `point`, in order."""
        return [mark.who for mark in list(self.marks) if mark.kind == POINT]

    def happened(self, what: object) -> bool:
        """Return whether *what* was marked by `point` already."""
        return what in self.points

    def _have_left(self, awaited: frozenset[object]) -> bool:
        return awaited <= {mark.who for mark in list(self.marks) if mark.kind == LEAVE}

    def _mark(self, kind: str, who: object) -> None:
        print(who if kind == POINT else f"{who} {kind}")  # noqa: T201 - a row of its own in the report
        self.marks.append(Mark(kind, who, threading.current_thread().name))


def at_most_together(spans: Marked, limit: int) -> None:
    """Assert that never more than *limit* were inside at the same time."""
    __tracebackhide__ = True
    for crowd in _crowds(spans):
        if len(crowd) > limit:
            raise AssertionError(
                ngettext(
                    "{count} at the same time: {who}; only one may be",
                    "{count} at the same time: {who}; at most {limit} may be",
                    limit,
                    count=len(crowd),
                    who=_list(map(_where, crowd)),
                    limit=limit,
                )
            )


def reaches_together(spans: Marked, count: int) -> None:
    """Assert that at some moment *count* or more were inside at the same time."""
    __tracebackhide__ = True
    most = most_together(spans)
    if most == 0:
        raise AssertionError(_("nobody ever came, and {count} may be there at the same time", count=count))
    if most < count:
        raise AssertionError(
            ngettext(
                "never more than {most} at the same time, although {count} may be: they go one after the other",
                "never more than {most} at the same time, although {count} may be: more are kept out than must be",
                most,
                most=most,
                count=count,
            )
        )


def not_serialised(spans: Marked) -> None:
    """Assert that at some moment two or more were inside at the same time."""
    __tracebackhide__ = True
    reaches_together(spans, 2)


def never_shared(spans: Marked) -> None:
    """Assert that no one thing was in use twice at the same time."""
    __tracebackhide__ = True
    for crowd in _crowds(spans):
        for thing in {mark.who for mark in crowd}:
            users = [_thread(mark) for mark in crowd if mark.who == thing]
            if len(users) > 1:
                raise AssertionError(
                    _(
                        "{thing} was in use {count} times at the same time, by {users}",
                        thing=thing,
                        count=len(users),
                        users=_list(users),
                    )
                )


def overlaps(spans: Marked, one: object, other: object) -> None:
    """Assert that *one* and *other* were inside at the same time at some moment."""
    __tracebackhide__ = True
    if not any({one, other} <= {mark.who for mark in crowd} for crowd in _crowds(spans)):
        raise AssertionError(
            _(
                "{one} and {other}: the one always ends before the other begins, and they could overlap",
                one=one,
                other=other,
            )
        )


def never_together(spans: Marked, one: object, other: object) -> None:
    """Assert that *one* and *other* were never inside at the same time."""
    __tracebackhide__ = True
    if any({one, other} <= {mark.who for mark in crowd} for crowd in _crowds(spans)):
        raise AssertionError(_("{one} and {other} at the same time; only one of the two may be", one=one, other=other))


def passed_over_at_most(spans: Marked, who: object, times: int, *, since: object) -> None:
    """Assert that, after the point *since* and before *who* entered, no other entered more than *times* times."""
    __tracebackhide__ = True
    begun: Counter[object] = Counter()
    waits = False
    for mark in spans.marks:
        if mark.kind == POINT and mark.who == since:
            waits = True
        elif waits and mark.kind == ENTER:
            if mark.who == who:
                return
            begun[mark.who] += 1
            if begun[mark.who] > times:
                raise AssertionError(_too_often(times, who=who, other=mark.who))
    if waits:
        raise AssertionError(_("{who} never began", who=who))
    raise AssertionError(_("this never happened: {what}", what=since))


def _too_often(times: int, **about: object) -> str:
    """Return the sentence about somebody who began once more than *times* times, while somebody else waits."""
    if times == 0:
        return _("{who} waits, and {other} began once meanwhile; nobody may", **about)
    if times == 1:
        return _("{who} waits, and {other} began twice meanwhile; once is allowed", **about)
    more = times + 1
    return _(
        "{who} waits, and {other} began {more} times meanwhile; {times} are allowed", more=more, times=times, **about
    )


def leaves_before(spans: Marked, first: object, then: object) -> None:
    """Assert that *first* left, and that *then* had not left yet."""
    __tracebackhide__ = True
    _before(spans, (LEAVE, first), (LEAVE, then))


def leaves_before_entering(spans: Marked, first: object, then: object) -> None:
    """Assert that *first* left before *then* entered (which may never have happened)."""
    __tracebackhide__ = True
    _before(spans, (LEAVE, first), (ENTER, then))


def nobody_enters_before(spans: Marked, what: object) -> None:
    """Assert that *what* was marked by `point`, and nobody had entered by then."""
    __tracebackhide__ = True
    for mark in spans.marks:
        if mark.kind == POINT and mark.who == what:
            return
        if mark.kind == ENTER:
            raise AssertionError(_("{who} went ahead before: {what}", who=_where(mark), what=what))
    raise AssertionError(_("this never happened: {what}", what=what))


def everybody_left(spans: Marked, *who: object) -> None:
    """Assert that each of *who* entered and left once, and that nobody else was there."""
    __tracebackhide__ = True
    entered = Counter(mark.who for mark in spans.marks if mark.kind == ENTER)
    left = Counter(mark.who for mark in spans.marks if mark.kind == LEAVE)
    for one in who:
        if not entered[one]:
            raise AssertionError(_("{one} has not begun, and should be over", one=one))
        if entered[one] > 1:
            raise AssertionError(_("{one} began {times} times, and once was asked for", one=one, times=entered[one]))
        if not left[one]:
            raise AssertionError(_("{one} has begun and has not ended, and should be over", one=one))
    strangers = [one for one in entered if one not in who]
    if strangers:
        raise AssertionError(_("nobody asked for {strangers}", strangers=_list(map(str, strangers))))


def most_together(spans: Marked) -> int:
    """Return the largest number that was inside at the same time."""
    return max((len(crowd) for crowd in _crowds(spans)), default=0)


def _crowds(spans: Marked) -> Iterator[list[Mark]]:
    """Yield, after each entering, the marks of those who are inside then, the longest there first."""
    inside: list[Mark] = []
    for mark in list(spans.marks):
        if mark.kind == ENTER:
            inside.append(mark)
            yield inside
        elif mark.kind == LEAVE:
            same = [other for other in inside if other.who == mark.who]
            inside.remove(next((other for other in same if other.thread == mark.thread), same[0]))


def _before(spans: Marked, first: tuple[str, object], then: tuple[str, object]) -> None:
    """Assert that the mark *first*, of leaving, is there and does not come after mark *then*."""
    __tracebackhide__ = True
    order = [(mark.kind, mark.who) for mark in spans.marks]
    if first not in order:
        raise AssertionError(_("{one} never ends", one=first[1]))
    if then in order and order.index(then) < order.index(first):
        about = {"one": first[1], "other": then[1]}
        if then[0] == LEAVE:
            raise AssertionError(_("{one} ends only after {other} ends; it should have been before", **about))
        raise AssertionError(_("{one} ends only after {other} begins; it should have been before", **about))


def _thread(mark: Mark) -> str:
    """Return the name of the mark's thread as its lane has it, without the target that the library adds in brackets."""
    return mark.thread.partition(" (")[0]


def _where(mark: Mark) -> str:
    """Return who it is, and in which thread where that is not the same: "a (Thread-1)"."""
    return str(mark.who) if mark.who == mark.thread else f"{mark.who} ({_thread(mark)})"


def _list(names: Iterable[str]) -> str:
    """Return *names* as a list in words: "a, b and c"."""
    return join_words(list(names))
