from types import SimpleNamespace

import pytest

import checks

pytestmark = pytest.mark.explore(schedules=1)


def dine(me, first, second):
    """Take two forks and eat."""
    yield from first.taken_by(me)
    yield from second.taken_by(me)
    second.given_back()
    first.given_back()
    return "eats, and gives both forks back"


def table(*, left_handed):
    """Make three threads and their forks."""
    ab, bc, ca = (checks.PlayedLock(f"fork {name}") for name in ("ab", "bc", "ca"))
    forks_of_c = (ca, bc) if left_handed else (bc, ca)
    return {"a": dine("a", ca, ab), "b": dine("b", ab, bc), "c": dine("c", *forks_of_c)}


def cup(shared):
    """Look, wait, drink."""
    is_hot = shared.hot
    yield "sees that it is hot" if is_hot else "sees that it is not hot"
    if not is_hot:
        yield from shared.lock.taken_by("cup")
        shared.waits = True
        shared.lock.given_back()
        yield "gives the lock back, and waits for a notify"
        while shared.waits:
            yield checks.Waits("a notify")
        yield from shared.lock.taken_by("cup")
        yield shared.lock.given_back()
    return "drinks"


def kettle(shared):
    """Make it hot, and tell whoever waits now."""
    shared.hot = True
    yield "makes it hot"
    yield from shared.lock.taken_by("kettle")
    somebody, shared.waits = shared.waits, False
    yield "notifies the cup" if somebody else "notifies, and nobody waits"
    return shared.lock.given_back()


def kitchen():
    """Make a kettle and a cup."""
    shared = SimpleNamespace(hot=False, waits=False, lock=checks.PlayedLock("the lock"))
    return {"kettle": kettle(shared), "cup": cup(shared)}


def check_standstill(make, schedule):
    """Play a schedule, and assert that nobody can go on at its end."""
    __tracebackhide__ = True
    assert schedule is not None, "there is a schedule that brings them to a standstill"
    checks.nobody_can_go_on(checks.play(make(), schedule))


def test_at_the_round_table(kata):
    """Everybody has one fork."""
    check_standstill(lambda: table(left_handed=False), kata.at_the_round_table())


def test_one_left_handed(kata):
    """In every order all of them eat in the end."""
    schedule = kata.one_left_handed()
    if schedule is not None:
        check_standstill(lambda: table(left_handed=True), schedule)


def test_the_kettle(kata):
    """It is hot, and the cup waits for somebody to say so."""
    check_standstill(kitchen, kata.the_kettle())
