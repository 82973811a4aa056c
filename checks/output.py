"""Words about what came out: the order of things, and which thread printed which line.

Each word raises `AssertionError` whose text says what is wrong, at the first place where it is wrong, and shows what
was expected beside what came. A plain `assert got == expected` was rejected for sequences: for 150 numbers its text is
longer than a screen, and the place to look at is somewhere in the middle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
    sides = f"\n  expected  {_around(there, place)}\n  got       {_around(here, place, whole=there)}"
    raise AssertionError(_first_difference(here, there, place) + sides)


def each_came_once(got: Iterable[object], expected: Iterable[object]) -> None:
    """Assert that *got* holds exactly the things of *expected*, each once, in any order."""
    __tracebackhide__ = True
    came, wanted = list(got), list(expected)
    for thing in came:
        if thing not in wanted:
            raise AssertionError(f"{thing!r} came, and nobody sent it")
        if came.count(thing) > 1:
            raise AssertionError(f"{thing!r} came {came.count(thing)} times, and was sent once")
    for thing in wanted:
        if thing not in came:
            raise AssertionError(f"{thing!r} never came; {len(came)} of {len(wanted)} did")


def at_most_stored(stored: int, room: int) -> None:
    """Assert that a store with *room* places does not hold more than so many.

    :param stored: how many were put in for certain, less those that somebody has asked for at least.
    """
    __tracebackhide__ = True
    if stored > room:
        raise AssertionError(f"{stored} items are stored where {room} have room: whoever puts should have waited")


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
        raise AssertionError(f"nothing should be printed, and {thread} printed {line!r}")


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
                f"{before[0]} printed {before[1]!r}, so {line!r} is for {before[0]} too; but {thread} printed it"
            )
    owners: dict[str, str] = {}
    for thread, line in first.values():
        if thread in owners:
            raise AssertionError(f"{thread} printed {owners[thread]!r} and {line!r}; they belong to two threads")
        owners[thread] = line


def not_printed_by(printed: Printed, name: str) -> None:
    """Assert that the thread called *name* printed nothing."""
    __tracebackhide__ = True
    for thread, line in printed.by_thread:
        if thread == name:
            raise AssertionError(f"{name} printed {line!r}; the threads that it starts are to print, not itself")


def _first_difference(here: list[object], there: list[object], place: int) -> str:
    """Return the sentence that says how *here* departs from *there* at index *place*."""
    after = f"after {here[place - 1]}" if place else "at the very beginning"
    if not here:
        return f"nothing came, where {there[0]} was expected"
    if place == len(here):
        return f"{after} nothing came any more, where {there[place]} was expected"
    if place == len(there):
        return f"{after} came {here[place]}, where nothing more was expected"
    return f"{after} came {here[place]}, where {there[place]} was expected"


def _around(things: list[object], place: int, whole: list[object] | None = None) -> str:
    """Return some of *things* around index *place* in words.

    :param whole: what *things* should have been; where it is longer, "then nothing" is said.
    """
    start = max(0, min(place - SHOWN // 2, len(things) - SHOWN))
    shown = [str(thing) for thing in things[start : start + SHOWN]]
    if start:
        shown.insert(0, "...")
    if start + SHOWN < len(things):
        shown.append("...")
    elif whole is not None and place == len(things):
        shown.append("then nothing" if things else "nothing")
    return ", ".join(shown) if shown else "nothing"
