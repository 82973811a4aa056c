from types import SimpleNamespace

import pytest

import checks

pytestmark = pytest.mark.explore(schedules=1)


def with_a_flag(shared, me):
    """Look whether it is occupied, then say that it is."""
    while shared.occupied:
        yield checks.Waits("the other one to go out")
    yield "sees that nobody is in"
    shared.occupied = True
    yield "says that it is occupied"
    shared.inside.add(me)
    yield "goes in"
    shared.inside.discard(me)
    shared.occupied = False
    return "goes out"


def politely(shared, me, other, *, wants_first):
    """Say that one wants to go in, and give the other one precedence."""
    for saying in ("wants", "after you") if wants_first else ("after you", "wants"):
        if saying == "wants":
            shared.wants[me] = True
            yield "wants to go in"
        else:
            shared.turn = other
            yield f"says: after you, {other}"
    while shared.wants[other] and shared.turn == other:
        yield checks.Waits(f"{other}, whose turn it is")
    yield "sees that it may go in"
    shared.inside.add(me)
    yield "goes in"
    shared.inside.discard(me)
    shared.wants[me] = False
    return "goes out"


def flags():
    """Make what the threads share, and the two threads."""
    shared = SimpleNamespace(occupied=False, inside=set())
    return shared, {me: with_a_flag(shared, me) for me in "ab"}


def polite_ones(*, wants_first):
    """Make what the threads share, and the two threads."""
    shared = SimpleNamespace(wants={"a": False, "b": False}, turn="a", inside=set())
    threads = {me: politely(shared, me, other, wants_first=wants_first) for me, other in ("ab", "ba")}
    return shared, threads


def both_inside(make, schedule):
    """Play a schedule, and assert that both are inside at its end."""
    __tracebackhide__ = True
    assert schedule is not None, "there is a schedule that lets both of them in"
    shared, threads = make()
    played = checks.play(threads, schedule)
    who = " and ".join(sorted(shared.inside)) or "nobody"
    checks.shown(played, len(shared.inside) == 2, f"at the end {who} is inside, and both should be")


def test_flag(kata):
    """Looking and saying so are two steps."""
    both_inside(flags, kata.flag())


def test_after_you(kata):
    """No order lets both in."""
    schedule = kata.after_you()
    if schedule is not None:
        both_inside(lambda: polite_ones(wants_first=True), schedule)


def test_after_you_exchanged(kata):
    """Two lines, and it is not the same which one comes first."""
    both_inside(lambda: polite_ones(wants_first=False), kata.after_you_exchanged())
