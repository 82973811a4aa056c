"""Several producers, several consumers, and one queue between them."""

import time

import pytest

import checks

pytestmark = pytest.mark.explore(all_joined=True)


def consumer(delivery):
    """Return a `consume` that takes note of what it gets, and takes a little while over it."""

    def consume(item):
        delivery.begun(item)
        time.sleep(0.001)
        delivery.done(item)

    return consume


def test_every_item_is_consumed_once(kata):
    """Two producers, two consumers: when it returns, everything that was produced has been consumed, and once."""
    delivery = checks.Delivery()
    kata.run_factory([delivery.source("a", 2), delivery.source("b", 2)], consumer(delivery), 2, 2)
    checks.each_once(delivery)
    assert len(delivery.items("produced")) == 4, "each source is to be gone through to its end"


@pytest.mark.explore(schedules=60, all_joined=True)
def test_four_producers_and_three_consumers(kata):
    """More of them, and sources of different lengths: everybody goes home, nothing is left."""
    delivery = checks.Delivery()
    sources = [delivery.source(name, count) for name, count in (("a", 2), ("b", 0), ("c", 3), ("d", 1))]
    kata.run_factory(sources, consumer(delivery), 3, 2)
    checks.each_once(delivery)
    assert len(delivery.items("produced")) == 6, "each source is to be gone through to its end"


def test_one_consumer_and_two_producers(kata):
    """The consumer does not go home while a slow producer is still at work."""
    delivery = checks.Delivery()
    slow = delivery.source("slow", 2, lambda: time.sleep(0.01))
    kata.run_factory([delivery.source("quick", 1), slow], consumer(delivery), 1, 1)
    checks.each_once(delivery)


def test_more_consumers_than_items(kata):
    """Who never gets an item goes home, too."""
    delivery = checks.Delivery()
    kata.run_factory([delivery.source("a", 1)], consumer(delivery), 3, 1)
    checks.each_once(delivery)


@pytest.mark.parametrize(("producers", "consumers"), [(1, 3), (3, 1)])
def test_with_room_for_one_the_right_one_is_told(kata, producers, consumers):
    """Some wait for an item and some for room: what one does is told to somebody who can go on now."""
    delivery = checks.Delivery()

    def late(producer):  # by then every consumer waits for an item
        time.sleep(0.01)
        yield from delivery.source(producer, 3)

    def consume(item):
        delivery.begun(item)
        delivery.done(item)

    kata.run_factory([late(producer) for producer in "abc"[:producers]], consume, consumers, 1)
    checks.each_once(delivery)


def test_nothing_to_do(kata):
    """No source, or an empty one: it is over at once."""
    delivery = checks.Delivery()
    kata.run_factory([], consumer(delivery), 2, 1)
    kata.run_factory([[]], consumer(delivery), 2, 1)
    assert delivery.passages == []


@pytest.mark.parametrize("consumers", [1, 2])
def test_items_of_one_producer_keep_their_order(kata, consumers):
    """No consumer sees a later item of a producer before an earlier one."""
    delivery = checks.Delivery()
    kata.run_factory([delivery.source("a", 3), delivery.source("b", 2)], consumer(delivery), consumers, 2)
    checks.in_order_per_producer(delivery)


def test_any_item_but_none_is_an_item(kata):
    """Zero, empty and false are items like any others."""
    items = [0, "", [], False, "last"]
    got: list[object] = []
    kata.run_factory([items], got.append, 1, 2)
    checks.in_order(got, items)


def test_producers_do_not_run_ahead(kata):
    """Room for one: besides it each producer may have one item in hand, and no more is produced meanwhile."""
    delivery = checks.Delivery()

    def slow(item):
        time.sleep(0.01)
        delivery.begun(item)
        delivery.done(item)

    kata.run_factory([delivery.source("a", 5)], slow, 1, 1)
    checks.at_most_ahead(delivery, 1 + 1 + 1)  # waiting, in the producer's hand, and in the consumer's
    checks.each_once(delivery)


def test_there_is_room_for_as_many_as_agreed(kata):
    """Room for two: two items can wait while the consumer is still busy with the one before."""
    spans = checks.Spans()

    def produce():
        yield "first"
        yield "second"
        yield "third"
        spans.enter("the producer has handed over all three")
        spans.leave("the producer has handed over all three")

    def consume(item):
        with spans.inside(item):
            if item == "first":
                spans.stay_until_left("the producer has handed over all three")

    kata.run_factory([produce()], consume, 1, 2)
    checks.leaves_before(spans, "the producer has handed over all three", "first")


def test_producing_and_consuming_overlap(kata):
    """While the first item is being consumed, the next one is produced."""
    spans = checks.Spans()

    def produce():
        yield "first item"
        with spans.inside("making the second item"):
            spans.meet(2)
        yield "second item"

    def consume(item):
        with spans.inside(item):
            if item == "first item":
                spans.meet(2)

    kata.run_factory([produce()], consume, 1, 1)
    checks.overlaps(spans, "first item", "making the second item")


def test_consumers_work_side_by_side(kata):
    """Two consumers are busy at the same time."""
    spans = checks.Spans()

    def consume(item):
        with spans.inside(item):
            spans.meet(2)

    kata.run_factory([["first", "second", "third"]], consume, 2, 2)
    checks.reaches_together(spans, 2)


def test_producers_work_side_by_side(kata):
    """Two producers are busy at the same time."""
    spans = checks.Spans()

    def produce(name):
        with spans.inside(name):
            spans.meet(2)
        yield name

    kata.run_factory([produce("a"), produce("b")], lambda _: checks.pause(), 1, 2)
    checks.reaches_together(spans, 2)


def test_it_works_a_second_time(kata):
    """Nothing is left over from the first call."""
    got: list[object] = []
    kata.run_factory([["first"]], got.append, 2, 1)
    kata.run_factory([["second"]], got.append, 1, 1)
    checks.in_order(got, ["first", "second"])
