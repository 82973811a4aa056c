import contextlib
import functools
import threading
import time

import pytest

import checks


def test_first_in_first_out(kata):
    """What was put first comes out first; None, 0 and "" are items like any other."""
    box = kata.Box(4)
    for item in (None, 0, "", "last"):
        box.put(item)
    assert box.size() == 4
    checks.in_order([box.get() for _ in range(4)], [None, 0, "", "last"])
    assert box.size() == 0


def test_put_waits_while_it_is_full(kata):
    """Two items fit in; the third one goes in when one was taken out."""
    box = kata.Box(2)
    stored = []

    def produce():
        for item in range(3):
            box.put(item)
            stored.append(item)

    producer = checks.begin("producer", produce)
    checks.eventually(lambda: len(stored) >= 2, "two items fit into a box for two")
    time.sleep(0.1)
    checks.at_most_stored(len(stored), room=2)
    box.get()
    checks.eventually(lambda: len(stored) == 3, "put goes on when there is room again")
    producer.join()


def test_get_waits_while_it_is_empty(kata):
    """A consumer that comes too early gets the item when it is there, even if it is None."""
    box = kata.Box(2)
    taken = []
    consumer = checks.begin("consumer", lambda: taken.append(box.get()))
    time.sleep(0.1)
    checks.in_order(taken, [])
    box.put(None)
    consumer.join()
    checks.in_order(taken, [None])


@pytest.mark.parametrize("timeout", [0, 2])
def test_a_full_box_and_patience(kata, timeout):
    """When the time is over the item is not in it."""
    box = kata.Box(1)
    box.put("first")
    began = time.monotonic()
    checks.refuses(TimeoutError, lambda: box.put("second", timeout), f"waiting {timeout} seconds for room")
    waited = time.monotonic() - began
    assert timeout <= waited < timeout + 1, f"put was to wait for {timeout} seconds, and has waited for {waited:.1f}"
    checks.in_order([box.get(), box.size()], ["first", 0])


@pytest.mark.parametrize("timeout", [0, 2])
def test_an_empty_box_and_patience(kata, timeout):
    """When the time is over there is nothing; later there is."""
    box = kata.Box(1)
    began = time.monotonic()
    checks.refuses(TimeoutError, lambda: box.get(timeout), f"waiting {timeout} seconds for an item")
    waited = time.monotonic() - began
    assert timeout <= waited < timeout + 1, f"get was to wait for {timeout} seconds, and has waited for {waited:.1f}"
    box.put("late")
    assert box.get(timeout) == "late"


def test_patience_is_rewarded(kata):
    """Room, and an item, that come in time."""
    box = kata.Box(1)
    taken = []
    consumer = checks.begin("consumer", lambda: taken.append(box.get(3)))
    time.sleep(1)
    box.put("first")
    consumer.join()
    box.put("second")
    producer = checks.begin("producer", lambda: box.put("third", 3))
    time.sleep(1)
    taken.append(box.get())
    producer.join()
    taken.append(box.get())
    checks.in_order(taken, ["first", "second", "third"])


def test_to_be_woken_gives_no_more_time(kata):
    """An item comes and is gone again before the consumer has it: the time that is left is less."""
    box = kata.Box(1)
    ended = []

    def consume():
        try:
            box.get(3)
        except TimeoutError:
            ended.append(time.monotonic())

    began = time.monotonic()
    consumer = checks.begin("consumer", consume)
    time.sleep(2)
    box.put("item")
    with contextlib.suppress(TimeoutError):  # which says that the consumer was quicker
        box.get(0)
    consumer.join()
    if ended:
        waited = ended[0] - began
        assert waited < 4, f"get was to wait for 3 seconds altogether, and has waited for {waited:.1f}"


@pytest.mark.explore(clock="any")
def test_who_gives_up_takes_no_wake_up_with_him(kata):
    """Two wait, one of them not for ever, and one item comes: if he gives up, the other one gets it."""
    box = kata.Box(1)
    impatient_got = []

    def impatient():
        with contextlib.suppress(TimeoutError):
            impatient_got.append(box.get(1))

    hurry = checks.begin("impatient", impatient)
    patient = checks.begin("patient", box.get)
    box.put("item")
    hurry.join()
    if impatient_got:
        box.put("another one")
    patient.join()


def test_what_is_in_a_closed_box_can_be_taken(kata):
    """Nothing goes in, everything comes out, and then there is no more."""
    box = kata.Box(2)
    box.put("a")
    box.put("b")
    box.close()
    box.close()
    checks.refuses(kata.ClosedError, lambda: box.put("c", 1), "putting something into a closed box")
    checks.in_order([box.get(), box.get(1)], ["a", "b"])
    checks.refuses(kata.ClosedError, box.get, "taking something out of a closed box that is empty")
    checks.refuses(kata.ClosedError, lambda: box.get(0), "taking something out of a closed box that is empty")


def test_close_sends_all_consumers_home(kata):
    """Two wait for an item that will never come."""
    box = kata.Box(1)
    home = []

    def consume():
        checks.refuses(kata.ClosedError, box.get, "waiting for an item of a box that is closed then")
        home.append(threading.current_thread().name)

    consumers = [checks.begin(name, consume) for name in ("one", "other")]
    time.sleep(0.1)
    box.close()
    for consumer in consumers:
        consumer.join()
    checks.each_came_once(home, ["one", "other"])


def test_close_sends_all_producers_home(kata):
    """Two wait for room that they may not use any more."""
    box = kata.Box(1)
    box.put("first")
    home = []

    def produce():
        checks.refuses(kata.ClosedError, lambda: box.put("more", 5), "waiting for room in a box that is closed then")
        home.append(threading.current_thread().name)

    producers = [checks.begin(name, produce) for name in ("one", "other")]
    time.sleep(0.1)
    box.close()
    for producer in producers:
        producer.join()
    checks.each_came_once(home, ["one", "other"])
    checks.in_order([box.get(), box.size()], ["first", 0])


@pytest.mark.parametrize(("producers", "consumers"), [(2, 2), (3, 1), (1, 3)])
def test_several_of_each(kata, producers, consumers):
    """Through a single place every item arrives, each once, nothing piles up, and at the end all go home."""
    check_traffic(kata, producers=producers, consumers=consumers, items=1)


@pytest.mark.explore(spurious=True, hammer=False)
def test_a_wait_may_return_without_a_notify(kata):
    """One of each is enough to find who does not look again; the documentation of Python promises no more than that."""
    check_traffic(kata, producers=1, consumers=1, items=2)


@pytest.mark.explore(clock="any", schedules=100)
def test_timeouts_do_not_spoil_it(kata):
    """If there is a wait with a timeout inside, the timeout may come at any moment."""
    check_traffic(kata, producers=2, consumers=2, items=1)


def check_traffic(kata, *, producers, consumers, items):
    """Send items through a box with one place until it is closed; each producer puts so many."""
    box = kata.Box(1)
    sent = [f"item {number} of producer {name}" for name in range(producers) for number in range(items)]
    stored: list[str] = []
    asked: list[str] = []
    taken: list[object] = []

    def produce(name):
        for item in sent[name * items : (name + 1) * items]:
            box.put(item)
            stored.append(item)
            checks.at_most_stored(len(stored) - len(asked), 1)

    def consume():
        while True:
            asked.append("one more")
            try:
                taken.append(box.get())
            except kata.ClosedError:
                return

    getting = [checks.begin(f"consumer {name}", consume) for name in range(consumers)]
    checks.together(**{f"producer {name}": functools.partial(produce, name) for name in range(producers)})
    box.close()
    for consumer in getting:
        consumer.join()
    checks.each_came_once(taken, sent)
