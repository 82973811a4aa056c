"""Find the schedule that makes the sum wrong: somebody acts on what he has seen, and it is no longer so."""


def three_become_one() -> list[str]:
    """All have read 0 before anybody writes."""
    return ["a", "b", "c", "a", "b", "c"]


def twice_each() -> list[str]:
    """What a has read at first wipes out two of b, and then the last of b, which has read that, wipes out all of a."""
    beginning_of_a, two_of_b, a_writes_1 = ["a"], ["b"] * 4, ["a"]
    b_reads_1, rest_of_a, b_writes_2 = ["b"], ["a"] * 4, ["b"]
    return beginning_of_a + two_of_b + a_writes_1 + b_reads_1 + rest_of_a + b_writes_2


def overdrawn() -> list[str]:
    """Between the look and the change the lock is free, and the other one looks."""
    return ["ann"] * 3 + ["bob"] * 3 + ["ann"] * 3 + ["bob"] * 3
