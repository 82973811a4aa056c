"""A buffer between threads that holds so many items and no more."""

import functools
import time

import pytest

import checks


def test_first_in_first_out(kata):
    """What was put first comes out first; None, 0 and "" are items like any other."""
    buffer = kata.BoundedBuffer(4)
    for item in (None, 0, "", "last"):
        buffer.put(item)
    checks.in_order([buffer.get() for _ in range(4)], [None, 0, "", "last"])


def test_put_waits_while_the_buffer_is_full(kata):
    """Two items fit in; the third one goes in when one was taken out."""
    buffer = kata.BoundedBuffer(2)
    stored = []

    def produce():
        for item in range(3):
            buffer.put(item)
            stored.append(item)

    producer = checks.begin("producer", produce)
    checks.eventually(lambda: len(stored) >= 2, "two items fit into a buffer for two")
    time.sleep(0.1)
    checks.at_most_stored(len(stored), room=2)
    buffer.get()
    checks.eventually(lambda: len(stored) == 3, "put goes on when there is room again")
    producer.join()


def test_get_waits_while_the_buffer_is_empty(kata):
    """A consumer that comes too early gets the item when it is there, even if it is None."""
    buffer = kata.BoundedBuffer(2)
    taken = []

    consumer = checks.begin("consumer", lambda: taken.append(buffer.get()))
    time.sleep(0.1)
    checks.in_order(taken, [])
    buffer.put(None)
    consumer.join()
    checks.in_order(taken, [None])


def test_two_buffers_do_not_mix(kata):
    """Each buffer has its own items and its own room."""
    one, other = kata.BoundedBuffer(1), kata.BoundedBuffer(1)
    one.put("for one")
    other.put("for the other")
    checks.in_order([one.get(), other.get()], ["for one", "for the other"])


@pytest.mark.parametrize("capacity", [1, 2])
def test_order_is_kept_between_threads(kata, capacity):
    """One producer, one consumer: the items arrive in the order in which they were put."""
    buffer = kata.BoundedBuffer(capacity)
    taken: list[int] = []
    checks.together(
        producer=lambda: [buffer.put(item) for item in range(3)],
        consumer=lambda: taken.extend(buffer.get() for _ in range(3)),
    )
    checks.in_order(taken, range(3))


@pytest.mark.parametrize(("producers", "consumers"), [(2, 2), (3, 1), (1, 3)])
def test_one_slot_and_several_of_each(kata, producers, consumers):
    """Through a single slot every item arrives, each once; nobody waits for ever, and nothing piles up."""
    check_traffic(kata.BoundedBuffer(1), room=1, producers=producers, consumers=consumers, items=6)


def test_two_slots_and_several_of_each(kata):
    """The same through two slots."""
    check_traffic(kata.BoundedBuffer(2), room=2, producers=3, consumers=3, items=6)


@pytest.mark.explore(clock="any")
def test_timeouts_do_not_spoil_it(kata):
    """If there is a wait with a timeout in it, the timeout may come at any moment."""
    check_traffic(kata.BoundedBuffer(1), room=1, producers=2, consumers=2, items=4)


def test_nobody_waits_for_the_clock(kata):
    """Who is told that there is room, or an item, need not look from time to time."""
    began = time.monotonic()
    check_traffic(kata.BoundedBuffer(1), room=1, producers=1, consumers=1, items=3)
    checks.no_time_since(began)


@pytest.mark.explore(spurious=True, hammer=False)
def test_a_wait_may_return_without_a_notify(kata):
    """One of each is enough to find who does not look again; the documentation of Python promises no more than that."""
    check_traffic(kata.BoundedBuffer(1), room=1, producers=1, consumers=1, items=3)


def check_traffic(buffer, *, room, producers, consumers, items):
    """Send that many items through the buffer; each producer puts and each consumer takes its share of them."""
    shares = items // producers, items // consumers
    sent = [f"item {number} of producer {name}" for name in range(producers) for number in range(shares[0])]
    stored: list[str] = []
    asked: list[str] = []
    taken: list[str] = []

    def produce(name):
        for item in sent[name * shares[0] : (name + 1) * shares[0]]:
            buffer.put(item)
            stored.append(item)
            checks.at_most_stored(len(stored) - len(asked), room)

    def consume():
        for _ in range(shares[1]):
            asked.append("one more")
            taken.append(buffer.get())

    checks.together(
        **{f"producer {name}": functools.partial(produce, name) for name in range(producers)},
        **{f"consumer {name}": consume for name in range(consumers)},
    )
    checks.each_came_once(taken, sent)
