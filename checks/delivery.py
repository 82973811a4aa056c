"""What was sent and what arrived: a record of items on their way from producers to consumers, and the words about it.

An item goes through three marks: `produced` when its producer made it, `begun` when a consumer starts on it, `done`
when that consumer has finished. Items are pairs, (producer, number), so that a failure names one: "item 3 of b".

As in `spans`, marks are appended to one list (a single step on CPython) and printed, and a word raises
`AssertionError` with a sentence for the learner.
"""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from checks.saying import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PRODUCED: Final = "produced"
BEGUN: Final = "begun"
DONE: Final = "done"

Item = tuple[str, int]


@dataclass(frozen=True)
class Passage:
    """One entry of the record.

    :ivar kind: `PRODUCED`, `BEGUN` or `DONE`.
    :ivar item: which item.
    :ivar thread: the name of the thread that it happened in.
    """

    kind: str
    item: Item
    thread: str


class Delivery:
    """The record of one run.

    :ivar passages: what happened, in order.
    """

    def __init__(self) -> None:
        self.passages: list[Passage] = []

    def produced(self, item: Item) -> None:
        """Mark that *item* exists from now on."""
        self._mark(PRODUCED, item)

    def begun(self, item: Item) -> None:
        """Mark that a consumer starts on *item*."""
        self._mark(BEGUN, item)

    def done(self, item: Item) -> None:
        """Mark that a consumer has finished *item*."""
        self._mark(DONE, item)

    def source(self, producer: str, count: int, pause: Callable[[], object] | None = None) -> Iterator[Item]:
        """Yield (*producer*, 0), (*producer*, 1), ... *count* of them, and mark each as produced when it is asked for.

        :param pause: is called before each item: another thread may go on meanwhile.
        """
        for number in range(count):
            if pause is not None:
                pause()
            self.produced((producer, number))
            yield producer, number

    def items(self, kind: str) -> list[Item]:
        """Return the items with a mark of this *kind*, in order of the marks."""
        return [passage.item for passage in self.passages if passage.kind == kind]

    def _mark(self, kind: str, item: Item) -> None:
        producer, number = item
        print(f"item {number} of {producer}: {kind}")  # noqa: T201 - a row of its own in the report
        self.passages.append(Passage(kind, item, threading.current_thread().name))


def each_once(delivery: Delivery) -> None:
    """Assert that each produced item was begun once and done, and nothing else was."""
    __tracebackhide__ = True
    nothing_lost(delivery)
    nothing_twice(delivery)


def nothing_lost(delivery: Delivery) -> None:
    """Assert that each produced item was begun and done."""
    __tracebackhide__ = True
    begun, done = delivery.items(BEGUN), delivery.items(DONE)
    for item in delivery.items(PRODUCED):
        if item not in begun:
            raise AssertionError(_("{item} was produced and never reached a consumer", item=name(item)))
        if item not in done:
            raise AssertionError(_("{item} has reached a consumer, which has not finished it yet", item=name(item)))


def nothing_twice(delivery: Delivery) -> None:
    """Assert that no item was begun twice, and none that was never produced."""
    __tracebackhide__ = True
    produced = delivery.items(PRODUCED)
    for item, times in Counter(delivery.items(BEGUN)).items():
        if item not in produced:
            raise AssertionError(_("nobody produced {item}, and a consumer got it", item=name(item)))
        if times > 1:
            raise AssertionError(_("{item} was consumed {times} times", item=name(item), times=times))


def in_order_per_producer(delivery: Delivery) -> None:
    """Assert that each consumer began the items of any one producer in the order in which they were produced.

    Between two consumers nothing is promised: whoever took an item first may be overtaken before it begins with it.
    """
    __tracebackhide__ = True
    last: dict[tuple[str, str], int] = {}
    for passage in delivery.passages:
        if passage.kind == BEGUN:
            producer, number = passage.item
            before = last.get((passage.thread, producer), -1)
            if number < before:
                raise AssertionError(
                    _(
                        "{item} came after {before}: its order was lost",
                        item=name(passage.item),
                        before=name((producer, before)),
                    )
                )
            last[passage.thread, producer] = number


def at_most_ahead(delivery: Delivery, limit: int) -> None:
    """Assert that there were never more than *limit* items that were produced and not yet begun by a consumer."""
    __tracebackhide__ = True
    waiting = 0
    for passage in delivery.passages:
        waiting += {PRODUCED: 1, BEGUN: -1, DONE: 0}[passage.kind]
        if waiting > limit:
            raise AssertionError(
                _(
                    "{waiting} items were produced that no consumer had begun with, and there is room for "
                    "{limit}: nothing holds the producers back",
                    waiting=waiting,
                    limit=limit,
                )
            )


def arrived(delivery: Delivery, items: Sequence[Item]) -> None:
    """Assert that exactly *items* were begun and done, in any order; for specs whose items come from no source."""
    __tracebackhide__ = True
    for kind in (BEGUN, DONE):
        seen = Counter(delivery.items(kind))
        for item in items:
            if seen[item] != 1:
                raise AssertionError(_not_once(kind, item, seen[item]))
        for item in seen:
            if item not in items:
                if kind == BEGUN:
                    raise AssertionError(_("{item} was begun, and nobody sent it", item=name(item)))
                raise AssertionError(_("{item} was done, and nobody sent it", item=name(item)))


def _not_once(kind: str, item: Item, times: int) -> str:
    if kind == BEGUN:
        return _("{item} should be begun once, and was begun {times} times", item=name(item), times=times)
    return _("{item} should be done once, and was done {times} times", item=name(item), times=times)


def name(item: Item) -> str:
    """Return *item* in words: "item 3 of b"."""
    producer, number = item
    return _("item {number} of {producer}", number=number, producer=producer)
