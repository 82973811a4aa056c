import pytest

pytestmark = pytest.mark.explore(schedules=1)

HARMLESS = {
    "nobody": [],
    "one thread": ["abc"],
    "a thread without locks": ["", "ab"],
    "the same order": ["ab", "ab"],
    "the same order with gaps": ["abc", "ac", "bc"],
    "nothing in common": ["ab", "cd"],
    "one lock each": ["a", "b", "a"],
    "a chain": ["ab", "bc", "cd"],
    "behind a common gate": ["gab", "gba"],
    "a gate further in": ["xgab", "ygba"],
    "a circle that a gate keeps open": ["gab", "gbc", "gca"],
}
#: The plans, and what each thread holds when nobody can go on any more.
HARMFUL = {
    "to and fro": (["ab", "ba"], ["a", "b"]),
    "to and fro, and a third": (["ab", "cd", "ba"], ["a", "", "b"]),
    "in between another lock": (["acb", "ba"], ["ac", "b"]),
    "a circle of three": (["ab", "bc", "ca"], ["a", "b", "c"]),
    "a circle of four": (["ab", "bc", "cd", "da"], ["a", "b", "c", "d"]),
    "a gate for two of three": (["gab", "gba", "ba"], ["ga", "", "b"]),
    "the gate comes too late": (["agb", "bga"], ["ag", "b"]),
    "two gates": (["gab", "hba"], ["ga", "hb"]),
    "one of them has a longer way": (["xyab", "ba"], ["xya", "b"]),
}


@pytest.mark.parametrize("plans", HARMLESS.values(), ids=HARMLESS)
def test_no_circle_can_close(kata, plans):
    """However they are interleaved, all threads come to their end."""
    assert kata.may_deadlock([list(plan) for plan in plans]) is False, f"nobody can wait for ever: {plans}"


@pytest.mark.parametrize(("plans", "held"), HARMFUL.values(), ids=HARMFUL)
def test_a_circle_can_close(kata, plans, held):
    """There is an interleaving after which somebody waits for ever."""
    stuck = " and ".join(
        f"{plan!r} holds {' and '.join(locks)}" for plan, locks in zip(plans, held, strict=True) if locks
    )
    assert kata.may_deadlock([list(plan) for plan in plans]) is True, (
        f"somebody may wait for ever: {plans}; when {stuck}, none of these can go on"
    )
