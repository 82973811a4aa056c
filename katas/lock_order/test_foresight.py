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
HARMFUL = {
    "to and fro": ["ab", "ba"],
    "to and fro, and a third": ["ab", "cd", "ba"],
    "in between another lock": ["acb", "ba"],
    "a circle of three": ["ab", "bc", "ca"],
    "a circle of four": ["ab", "bc", "cd", "da"],
    "a gate for two of three": ["gab", "gba", "ba"],
    "the gate comes too late": ["agb", "bga"],
    "two gates": ["gab", "hba"],
    "one of them has a longer way": ["xyab", "ba"],
}


@pytest.mark.parametrize("plans", HARMLESS.values(), ids=HARMLESS)
def test_no_circle_can_close(kata, plans):
    """However they are interleaved, all threads come to their end."""
    assert kata.may_deadlock([list(plan) for plan in plans]) is False, f"nobody can wait for ever: {plans}"


@pytest.mark.parametrize("plans", HARMFUL.values(), ids=HARMFUL)
def test_a_circle_can_close(kata, plans):
    """There is an interleaving after which somebody waits for ever."""
    assert kata.may_deadlock([list(plan) for plan in plans]) is True, f"somebody may wait for ever: {plans}"
