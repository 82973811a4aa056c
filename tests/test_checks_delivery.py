"""What was sent and what arrived: the record, and the words that specs say about it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

import checks
from checks import Delivery

if TYPE_CHECKING:
    from checks.delivery import Item


def record(*steps: str) -> Delivery:
    """Return a record made of steps in words: "+a0" produced, ">a0" begun, "-a0" done."""
    delivery = Delivery()
    for step in steps:
        item = (step[1], int(step[2]))
        {"+": delivery.produced, ">": delivery.begun, "-": delivery.done}[step[0]](item)
    return delivery


ALL_WELL = ("+a0", "+b0", ">a0", "+a1", "-a0", ">a1", ">b0", "-b0", "-a1")


def test_a_source_marks_what_it_yields() -> None:
    """Items are pairs, marked when somebody asks for them and not before."""
    delivery = Delivery()
    paused: list[str] = []
    source = delivery.source("a", 2, lambda: paused.append("pause"))
    assert delivery.passages == []
    assert next(source) == ("a", 0)
    assert delivery.items("produced") == [("a", 0)]
    assert list(source) == [("a", 1)]
    assert paused == ["pause", "pause"]
    assert list(Delivery().source("b", 1)) == [("b", 0)]


def test_marks_know_their_thread() -> None:
    """The record keeps who did it."""
    delivery = record("+a0")
    assert delivery.passages[0].thread == threading.current_thread().name


def test_each_once() -> None:
    """Everything produced was begun once and done, in whatever order."""
    checks.each_once(record(*ALL_WELL))
    checks.each_once(record())


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (("+a0", "+a1", ">a0", "-a0"), "item 1 of a was produced and never reached a consumer"),
        (("+a0", ">a0"), "item 0 of a has reached a consumer, which has not finished it yet"),
        (("+a0", ">a0", "-a0", ">a0", "-a0"), "item 0 of a was consumed 2 times"),
        (("+a0", ">a0", "-a0", ">b7", "-b7"), "nobody produced item 7 of b, and a consumer got it"),
    ],
)
def test_not_each_once(steps: tuple[str, ...], sentence: str) -> None:
    """The sentence names the item."""
    with pytest.raises(AssertionError, match=rf"^{sentence}$"):
        checks.each_once(record(*steps))


def test_parts_of_each_once() -> None:
    """Lost and twice can be said one without the other."""
    checks.nothing_lost(record("+a0", ">a0", ">a0", "-a0", "-a0"))
    checks.nothing_twice(record("+a0", "+a1", ">a0"))


def test_order_is_kept_for_each_producer_and_consumer() -> None:
    """Two producers may mix, and two consumers overtake each other; one consumer sees one producer's items in order."""
    checks.in_order_per_producer(record(*ALL_WELL))
    overtaken = record("+a0", "+a1", ">a1")
    thread = threading.Thread(target=overtaken.begun, args=(("a", 0),))
    thread.start()
    thread.join()
    checks.in_order_per_producer(overtaken)


def test_order_was_lost() -> None:
    """A later item before an earlier one, in one and the same consumer."""
    with pytest.raises(AssertionError, match=r"^item 0 of a came after item 1 of a: its order was lost$"):
        checks.in_order_per_producer(record("+a0", "+a1", ">a1", ">a0"))


def test_at_most_ahead() -> None:
    """What is produced and not begun counts; what is begun does not any more."""
    checks.at_most_ahead(record("+a0", "+a1", ">a0", "+a2", "-a0"), 2)
    with pytest.raises(
        AssertionError,
        match=r"^3 items were produced that no consumer had begun with, and there is room for 2: nothing holds",
    ):
        checks.at_most_ahead(record("+a0", "+a1", "+a2", ">a0"), 2)


ITEMS: list[Item] = [("a", 0), ("a", 1)]


def test_arrived() -> None:
    """Exactly these items, without a source that had marked them."""
    checks.arrived(record(">a1", "-a1", ">a0", "-a0"), ITEMS)


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        ((">a0", "-a0"), "item 1 of a should be begun once, and was begun 0 times"),
        ((">a0", "-a0", ">a1"), "item 1 of a should be done once, and was done 0 times"),
        ((">a0", "-a0", ">a1", "-a1", ">a1"), "item 1 of a should be begun once, and was begun 2 times"),
        ((">a0", "-a0", ">a1", "-a1", ">b0"), "item 0 of b was begun, and nobody sent it"),
    ],
)
def test_not_arrived(steps: tuple[str, ...], sentence: str) -> None:
    """The sentence names the item."""
    with pytest.raises(AssertionError, match=rf"^{sentence}$"):
        checks.arrived(record(*steps), ITEMS)
