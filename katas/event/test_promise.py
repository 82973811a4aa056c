"""What a `Promise` has to do."""

import time

import pytest

import checks


def test_who_asks_gets_the_value(kata):
    """One thread asks, one delivers, whoever comes first: the value arrives."""
    promise = kata.Promise()
    got = []
    checks.together(asks=lambda: got.append(promise.get()), delivers=lambda: promise.deliver("tea"))
    assert got == ["tea"]


def test_everybody_gets_it(kata):
    """Two threads ask, one delivers: both get the value."""
    promise = kata.Promise()
    got = []
    checks.together(
        first=lambda: got.append(promise.get()),
        second=lambda: got.append(promise.get()),
        delivers=lambda: promise.deliver("tea"),
    )
    assert got == ["tea", "tea"]


def test_it_can_be_read_again(kata):
    """A value that was delivered stays."""
    promise = kata.Promise()
    promise.deliver("tea")
    assert promise.get() == "tea"
    assert promise.get() == "tea"
    assert promise.get(timeout=0) == "tea"


@pytest.mark.parametrize("value", [None, 0, "", []])
def test_any_value_will_do(kata, value):
    """Nothing, zero and emptiness are values as well."""
    promise = kata.Promise()
    got = []
    checks.together(asks=lambda: got.append(promise.get()), delivers=lambda: promise.deliver(value))
    assert got == [value]


def test_patience_ends(kata):
    """Nobody delivers: TimeoutError, and not some value."""
    promise = kata.Promise()
    checks.refuses(TimeoutError, lambda: promise.get(timeout=0.01), "waiting in vain")
    checks.refuses(TimeoutError, lambda: promise.get(timeout=0), "just looking, in vain,")


def test_a_late_value_is_not_lost(kata):
    """Somebody lost patience; the value that comes afterwards is there for the next one."""
    promise = kata.Promise()
    checks.refuses(TimeoutError, lambda: promise.get(timeout=0.01), "waiting in vain")
    promise.deliver("tea")
    assert promise.get() == "tea"


def test_a_second_value_is_refused(kata):
    """The first value stays."""
    promise = kata.Promise()
    promise.deliver("tea")
    checks.refuses(RuntimeError, lambda: promise.deliver("coffee"), "a second value")
    assert promise.get() == "tea"


def test_a_third_value_is_refused_as_well(kata):
    """Who was refused leaves nothing behind: the next one need not wait for anything, and is refused, too."""
    promise = kata.Promise()
    promise.deliver("tea")
    checks.refuses(RuntimeError, lambda: promise.deliver("coffee"), "a second value")
    checks.together(bob=lambda: checks.refuses(RuntimeError, lambda: promise.deliver("milk"), "a third value"))
    assert promise.get() == "tea"


def test_a_second_value_is_refused_while_somebody_reads(kata):
    """Whoever gets the value does not take it away, not even for a moment."""
    promise = kata.Promise()
    promise.deliver("tea")
    got = []
    checks.together(
        asks=lambda: got.append(promise.get()),
        delivers=lambda: checks.refuses(RuntimeError, lambda: promise.deliver("coffee"), "a second value"),
    )
    assert [*got, promise.get()] == ["tea", "tea"]


def test_of_two_deliverers_one_is_refused(kata):
    """Two threads deliver at the same time: one value counts, and the other deliverer is told so."""
    promise = kata.Promise()
    refused = []

    def deliver(value):
        try:
            promise.deliver(value)
        except RuntimeError:
            refused.append(value)

    checks.together(one=lambda: deliver("tea"), other=lambda: deliver("coffee"))
    assert len(refused) == 1, "both were told that theirs is the value"
    assert [promise.get(), *refused] in (["tea", "coffee"], ["coffee", "tea"])


@pytest.mark.parametrize("timeout", [None, 60])
def test_nobody_waits_for_the_clock(kata, timeout):
    """Who is told that the value is there need not look from time to time."""
    promise = kata.Promise()
    asker = checks.begin("asker", lambda: promise.get(timeout))
    time.sleep(0.0001)  # the asker has looked, and waits
    began = time.monotonic()
    promise.deliver("tea")
    asker.join()
    checks.no_time_since(began)
