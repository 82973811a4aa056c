"""Words about what came out: the order of things, and which thread printed which line.

Each word raises `AssertionError` whose text says what is wrong, at the first place where it is wrong, and shows what
was expected beside what came. A plain `assert got == expected` was rejected for sequences: for 150 numbers its text is
longer than a screen, and the place to look at is somewhere in the middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from checks.saying import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checks.printed import Printed

#: How many things a message shows around the place that it speaks of.
SHOWN: Final = 8


def in_order(got: Iterable[object], expected: Iterable[object]) -> None:
    """Assert that *got* holds exactly the things of *expected*, in that order."""
    __tracebackhide__ = True
    here, there = list(got), list(expected)
    if here == there:
        return
    both = enumerate(zip(here, there, strict=False))
    place = next((index for index, (one, other) in both if one != other), min(len(here), len(there)))
    say = _words_for(here, there, place)
    sides = {"expected": _around(there, place, say), "got": _around(here, place, say, whole=there)}
    text = _("\n  expected  {expected}\n  got       {got}", **sides)
    error = AssertionError(_first_difference([say(one) for one in here], [say(one) for one in there], place) + text)
    # For the page, which shows both sides in its own way.
    vars(error)["sides"] = sides
    raise error


def each_came_once(got: Iterable[object], expected: Iterable[object]) -> None:
    """Assert that *got* holds exactly the things of *expected*, each once, in any order."""
    __tracebackhide__ = True
    came, wanted = list(got), list(expected)
    for thing in came:
        if thing not in wanted:
            raise AssertionError(_("{thing!r} came, and nobody sent it", thing=thing))
        if came.count(thing) > 1:
            raise AssertionError(
                _("{thing!r} came {times} times, and was sent once", thing=thing, times=came.count(thing))
            )
    for thing in wanted:
        if thing not in came:
            raise AssertionError(
                _("{thing!r} never came; {count} of {all} did", thing=thing, count=len(came), all=len(wanted))
            )


def at_most_stored(stored: int, room: int) -> None:
    """Assert that a store with *room* places does not hold more than so many.

    :param stored: how many were put in for certain, less those that somebody has asked for at least.
    """
    __tracebackhide__ = True
    if stored > room:
        raise AssertionError(
            _(
                "{stored} items are stored where there is room for {room}: whoever puts should have waited",
                stored=stored,
                room=room,
            )
        )


def outcome(action: Callable[[], object], otherwise: str) -> str:
    """Return the name of the exception that *action* raises, or *otherwise* if it raises none."""
    try:
        action()
    except Exception as error:  # noqa: BLE001 - whatever is raised is the answer
        return type(error).__name__
    return otherwise


def nothing_printed(printed: Printed) -> None:
    """Assert that no line was printed."""
    __tracebackhide__ = True
    if printed.by_thread:
        thread, line = printed.by_thread[0]
        raise AssertionError(_("nothing should be printed, and {thread} printed {line!r}", thread=thread, line=line))


def own_thread_for_each(printed: Printed, kind: Callable[[str], object]) -> None:
    """Assert that lines of one kind come from one thread, and lines of two kinds from two threads.

    :param kind: returns what kind of line its argument is: `lambda line: int(line) % 2` tells even from odd.
    """
    __tracebackhide__ = True
    first: dict[object, tuple[str, str]] = {}
    for thread, line in printed.by_thread:
        before = first.setdefault(kind(line), (thread, line))
        if before[0] != thread:
            raise AssertionError(
                _(
                    "{owner} printed {first!r}, so {line!r} is for {owner} too; but {thread} printed it",
                    owner=before[0],
                    first=before[1],
                    line=line,
                    thread=thread,
                )
            )
    owners: dict[str, str] = {}
    for thread, line in first.values():
        if thread in owners:
            raise AssertionError(
                _(
                    "{thread} printed {first!r} and {line!r}; they belong to two threads",
                    thread=thread,
                    first=owners[thread],
                    line=line,
                )
            )
        owners[thread] = line


def not_printed_by(printed: Printed, name: str) -> None:
    """Assert that the thread called *name* printed nothing."""
    __tracebackhide__ = True
    for thread, line in printed.by_thread:
        if thread == name:
            raise AssertionError(
                _("{name} printed {line!r}; the threads that it starts are to print, not itself", name=name, line=line)
            )


def _words_for(here: list[object], there: list[object], place: int) -> Callable[[object], str]:
    """Return how the things are put in words: as they are written in Python where they look alike, or like nothing.

    An exception and its text are printed alike, and so are 1 and "1"; of a TimeoutError nothing is to be seen.
    """
    pair = [str(thing) for thing in (*here[place : place + 1], *there[place : place + 1])]
    return repr if "" in pair or pair[1:] == pair[:1] else str


def _first_difference(here: list[str], there: list[str], place: int) -> str:
    """Return the sentence that says how *here* departs from *there* at index *place*."""
    if not here:
        return _("nothing came, where {wanted} was expected", wanted=there[0])
    after = _("after {thing}", thing=here[place - 1]) if place else _("at the very beginning")
    if place == len(here):
        return _("{after} nothing came any more, where {wanted} was expected", after=after, wanted=there[place])
    if place == len(there):
        return _("{after} came {thing}, where nothing more was expected", after=after, thing=here[place])
    return _("{after} came {thing}, where {wanted} was expected", after=after, thing=here[place], wanted=there[place])


def _around(things: list[object], place: int, say: Callable[[object], str], whole: list[object] | None = None) -> str:
    """Return some of *things* around index *place* in words.

    :param say: returns the words for one of them.
    :param whole: what *things* should have been; where it is longer, "then nothing" is said.
    """
    start = max(0, min(place - SHOWN // 2, len(things) - SHOWN))
    shown = [say(thing) for thing in things[start : start + SHOWN]]
    if start:
        shown.insert(0, "...")
    if start + SHOWN < len(things):
        shown.append("...")
    elif whole is not None and place == len(things):
        shown.append(_("then nothing") if things else _("nothing"))
    return ", ".join(shown) if shown else _("nothing")
