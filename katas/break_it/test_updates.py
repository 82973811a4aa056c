from types import SimpleNamespace

import pytest

import checks

pytestmark = pytest.mark.explore(schedules=1)


def add(shared, times):
    """Add one so many times."""
    for _ in range(times - 1):
        seen = shared.number
        yield f"reads {seen}"
        shared.number = seen + 1
        yield f"writes {shared.number}"
    seen = shared.number
    yield f"reads {seen}"
    shared.number = seen + 1
    return f"writes {shared.number}"


def withdraw(shared, name):
    """Take 100 from the account, if there is so much."""
    yield from shared.lock.taken_by(name)
    enough = shared.money >= 100
    yield f"sees {shared.money}"
    gives_back = shared.lock.given_back()
    if not enough:
        return gives_back
    yield gives_back
    yield from shared.lock.taken_by(name)
    shared.money -= 100
    yield f"takes 100, leaves {shared.money}"
    return shared.lock.given_back()


def test_three_become_one(kata):
    """Three are added, and one is left."""
    shared = SimpleNamespace(number=0)
    played = checks.play({name: add(shared, 1) for name in "abc"}, kata.three_become_one())
    checks.everybody_ended(played)
    checks.shown(played, shared.number == 1, f"at the end the number is {shared.number}, and it should be 1")


def test_twice_each(kata):
    """Six are added, and two are left."""
    shared = SimpleNamespace(number=0)
    played = checks.play({name: add(shared, 3) for name in "ab"}, kata.twice_each())
    checks.everybody_ended(played)
    checks.shown(played, shared.number == 2, f"at the end the number is {shared.number}, and it should be 2")


def test_overdrawn(kata):
    """There were 100, and both got them."""
    shared = SimpleNamespace(money=100, lock=checks.PlayedLock("the lock"))
    played = checks.play({name: withdraw(shared, name) for name in ("ann", "bob")}, kata.overdrawn())
    checks.everybody_ended(played)
    checks.shown(played, shared.money == -100, f"at the end the account has {shared.money}, and it should have -100")
