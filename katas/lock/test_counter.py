"""A counter that many threads may add to."""

import pytest

import checks


def test_it_counts(kata):
    """One thread alone: what was added is the value."""
    counter = kata.Counter()
    counter.add(2)
    counter.add(-5)
    counter.add_all([10, 20])
    counter.add_all([])
    assert counter.value == 27


def test_it_begins_where_it_is_told_to(kata):
    """At 0, if nothing else is said."""
    assert kata.Counter().value == 0
    assert kata.Counter(100).value == 100


def test_two_threads_add(kata):
    """6 and 9 at the same time are 15 more, in every schedule."""
    counter = kata.Counter(100)
    checks.together(six=lambda: counter.add(6), nine=lambda: counter.add(9))
    assert counter.value == 115


@pytest.mark.explore(clock="any")
def test_timeouts_do_not_spoil_it(kata):
    """If there is a wait with a timeout in it, the timeout may come at any moment."""
    counter = kata.Counter()
    checks.together(one=lambda: counter.add(1), ten=lambda: counter.add_all([4, 6]))
    assert counter.value == 11


def test_there_and_back_again(kata):
    """Each thread adds its number and takes it away again, twice: nothing remains."""
    counter = kata.Counter(100)

    def there_and_back(number):
        for _ in range(2):
            counter.add(number)
            counter.add(-number)

    checks.together(six=lambda: there_and_back(6), nine=lambda: there_and_back(9))
    assert counter.value == 100


def test_three_threads_add_by_both_ways(kata):
    """`add` and `add_all` keep clear of each other."""
    counter = kata.Counter()
    checks.together(
        one=lambda: counter.add(1),
        ten=lambda: counter.add_all([4, 6]),
        hundred=lambda: counter.add_all([100]),
    )
    assert counter.value == 111


def test_add_all_is_one_stroke(kata):
    """Who reads meanwhile sees 0 or 111, and never a part of it."""
    counter = kata.Counter()
    seen: list[int] = []
    checks.together(
        adds=lambda: counter.add_all([1, 10, 100]),
        reads=lambda: seen.extend(counter.value for _ in range(2)),
    )
    for value in seen:
        assert value in (0, 111), f"somebody saw {value}, which is neither none of the amounts nor all of them"
    assert counter.value == 111


def test_a_wrong_amount_does_no_harm(kata):
    """It raises TypeError, the value stays, and the next one can add."""
    counter = kata.Counter(1)
    with pytest.raises(TypeError):
        counter.add("six")
    with pytest.raises(TypeError):
        counter.add_all([1, "six"])
    assert counter.value == 1
    checks.together(other=lambda: counter.add(1))
    assert counter.value == 2


def test_two_counters_do_not_mix(kata):
    """Each counter has its own value."""
    one, other = kata.Counter(1), kata.Counter(2)
    one.add(10)
    assert (one.value, other.value) == (11, 2)
