"""Put and get with patience: for so long and no longer."""

import multiprocessing
import time
from multiprocessing import Process

import pytest

import checks

pytestmark = pytest.mark.real

#: Seconds: short ones are to be waited for to their end, long ones never are.
SHORT = 0.1
LONG = 60

patient = pytest.mark.parametrize("seconds", [None, LONG], ids=["for ever", "for a minute"])


@pytest.fixture
def box():
    """A queue with room for one item."""
    box = multiprocessing.Queue(1)
    yield box
    box.cancel_join_thread()  # what is left in it need not be read by anybody
    box.close()


@pytest.fixture
def full_box(box):
    """A queue with room for one item, which is there."""
    box.put("first")
    return box


def get_later(spans, box):
    """Get everything out of the queue, when the parent has begun to wait for room."""
    spans.wait_for("offer is called")
    checks.linger()
    spans.point(f"got {box.get()}")
    spans.point(f"got {box.get()}")


def put_later(spans, box):
    """Put something into the queue, when the parent has begun to wait for it."""
    spans.wait_for("take is called")
    checks.linger()
    box.put("letter")


@pytest.mark.parametrize("seconds", [None, LONG, 0], ids=["for ever", "for a minute", "not at all"])
def test_offer_where_there_is_room(kata, box, seconds):
    """It is put, and is there for who gets it."""
    put = kata.offer(box, "letter", seconds)
    assert put is True, "there was room, and it should have been put"
    assert box.get() == "letter"


@pytest.mark.parametrize("seconds", [SHORT, 0], ids=["for a moment", "not at all"])
def test_offer_where_there_is_none(kata, full_box, seconds):
    """It is not put, after that time, and nothing is raised."""
    begun = time.monotonic()
    put = kata.offer(full_box, "second", seconds)
    assert put is False, "there was no room, and it cannot have been put"
    assert time.monotonic() - begun >= seconds, "the time was not over yet: there might have been room in the end"
    assert full_box.get() == "first"
    checks.refuses(Exception, lambda: full_box.get(timeout=SHORT), "an item that was not put")


@patient
def test_offer_waits_for_room(kata, tmp_path, full_box, seconds):
    """Another process gets the first item a while later: then the second one is put, at once."""
    spans = checks.ProcessSpans(tmp_path)
    reader = Process(target=get_later, args=(spans, full_box))
    reader.start()
    spans.point("offer is called")
    put = kata.offer(full_box, "second", seconds)
    assert put is True, "there was room after a while, and it did not wait for it"
    reader.join()
    assert spans.points == ["offer is called", "got first", "got second"]


@pytest.mark.parametrize("item", ["letter", None, 0, False])
def test_take_what_is_there(kata, box, item):
    """Whatever it is: also something that could be taken for nothing."""
    box.put(item)
    answer = kata.take(box, LONG, "nothing there")
    assert repr(answer) == repr(item), f"{item!r} was there, and the answer was {answer!r}"


@pytest.mark.parametrize("seconds", [SHORT, 0], ids=["for a moment", "not at all"])
def test_take_where_nothing_is(kata, box, seconds):
    """After that time, there is the answer that was asked for."""
    begun = time.monotonic()
    answer = kata.take(box, seconds, "nothing there")
    assert answer == "nothing there", "it was to answer 'nothing there', since nothing was there"
    assert time.monotonic() - begun >= seconds, "the time was not over yet: something might have come in the end"


def test_take_nothing_without_a_word_about_it(kata, box):
    """Where nothing else was asked for, the answer is None."""
    assert kata.take(box, 0) is None


@patient
def test_take_waits_for_an_item(kata, tmp_path, box, seconds):
    """Another process puts one a while later."""
    spans = checks.ProcessSpans(tmp_path)
    writer = Process(target=put_later, args=(spans, box))
    writer.start()
    spans.point("take is called")
    answer = kata.take(box, seconds, "nothing there")
    assert answer == "letter", "a letter came after a while, and it did not wait for it"
    writer.join()


def call_take(take, box):
    """Be the process that waits at most a minute for something that is there in a moment."""
    answer = take(box, LONG)
    if answer != "letter":
        raise AssertionError(answer)


def test_take_does_not_wait_longer_than_necessary(kata, box):
    """What comes in the minute is taken when it comes."""
    box.put("letter")
    checks.returns_at_once(call_take, kata.take, box, instead_of="waiting until the minute is over")
