"""What does a queue between processes do? Each spec runs one small program and compares it with your answer."""

import multiprocessing
import queue
from multiprocessing import Process

import pytest

import checks

pytestmark = pytest.mark.real

NOTHING = "nothing happens"


def make(maxsize=0):
    """Make a queue."""
    return multiprocessing.Queue(maxsize)


def drop(box):
    """Put a queue away; what is left in it need not be read by anybody."""
    box.cancel_join_thread()
    box.close()
    box.join_thread()


def put_nowait_into_full():
    """Return the exception that comes of it."""
    box = make(1)
    box.put("a")
    with pytest.raises(queue.Full) as raised:
        box.put("b", block=False)
    assert box.get() == "a"
    drop(box)
    return raised.type


def test_put_into_a_full_one(kata):
    """The program: `Queue(1)`, `put("a")`, `put("b", block=False)`."""
    assert kata.put_into_a_full_one() == put_nowait_into_full().__name__


def test_get_from_an_empty_one(kata):
    """The program: `Queue()`, `get(block=False)`."""
    box = make()
    assert kata.get_from_an_empty_one() == checks.outcome(lambda: box.get(block=False), otherwise=NOTHING)
    drop(box)


def test_module_of_these_exceptions(kata):
    """The program: `__module__` of the class of what is raised."""
    assert kata.module_of_these_exceptions() == put_nowait_into_full().__module__.removeprefix("_")


def test_no_maximum_size(kata):
    """The program: `Queue(0)`, `put_nowait("a")`, a hundred times."""
    box = make(0)

    def program():
        for _ in range(100):
            box.put_nowait("a")

    assert kata.no_maximum_size() == checks.outcome(program, otherwise=NOTHING)
    for _ in range(100):
        box.get()
    drop(box)


def test_timeout_without_block(kata):
    """The program: `Queue(1)`, `put("a")`, `put("b", False, 3600)`."""
    box = make(1)
    box.put("a")
    happened = checks.outcome(lambda: box.put("b", False, 3600), otherwise=NOTHING)  # noqa: FBT003 - as it is asked
    assert happened == "Full"
    assert kata.timeout_without_block() == "at once"
    box.get()
    drop(box)


def test_same_object(kata):
    """The program: `put(letter)`, `get() is letter`."""
    box = make()
    letter = ["Dear Ann"]
    box.put(letter)
    assert kata.same_object() == (box.get() is letter)
    drop(box)


def test_put_what_cannot_be_pickled(kata):
    """The program: `put(lambda: "Dear Ann")`."""
    box = make()
    happened = checks.outcome(lambda: box.put(lambda: "Dear Ann"), otherwise=NOTHING)
    box.close()
    box.join_thread()
    assert kata.put_what_cannot_be_pickled() == happened


def test_and_does_it_arrive(kata):
    """The program: `put(lambda: "Dear Ann")`, `put("the next one")`, `get()`."""
    box = make()
    box.put(lambda: "Dear Ann")
    box.put("the next one")
    assert kata.and_does_it_arrive() == (box.get() != "the next one")
    drop(box)


def test_put_after_close(kata):
    """The program: `close()`, `put("a")`."""
    box = make()
    box.close()
    assert kata.put_after_close() == checks.outcome(lambda: box.put("a"), otherwise=NOTHING)


def put(box, letters):
    """Be a child that puts so many letters in one item."""
    box.put("a" * letters)


def ends(letters, patience):
    """Return whether a child ends that has put such an item, while nobody gets it; get it after that."""
    box = make()
    child = Process(target=put, args=(box, letters))
    child.start()
    while box.empty():  # until it begins to arrive
        child.join(0.01)
    child.join(patience)
    ended = child.exitcode is not None
    box.get()
    child.join()
    drop(box)
    return ended


def test_small_item_nobody_gets(kata):
    """The program: a child says `put("a")`; `join()`, and no `get()`."""
    assert kata.small_item_nobody_gets() == ends(1, patience=60)


def test_large_item_nobody_gets(kata):
    """The program: a child says `put("a" * 1_000_000)`; `join()`, and no `get()`."""
    assert kata.large_item_nobody_gets() == ends(1_000_000, patience=0.1)
