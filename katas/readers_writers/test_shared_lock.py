"""What a `SharedLock` has to do."""

import time

import pytest

import checks


def stay(block, spans, name, *, begins=0.0, seconds=0.0):
    """Return what a thread does: come at a time, and stay in the with-block that *block* returns."""

    def run():
        time.sleep(begins)
        with block(), spans.inside(name):
            time.sleep(seconds)

    return run


def test_readers_read_together(kata):
    """Two readers are in at the same time."""
    lock, spans = kata.SharedLock(), checks.Spans()

    def read():
        with lock.reading(), spans.inside("a reader"):
            spans.meet(2)

    checks.together(ann=read, bob=read)
    checks.reaches_together(spans, 2)


def test_all_readers_who_have_waited_read_together(kata):
    """Somebody writes while two readers come. Afterwards nobody writes, so both are in at the same time."""
    lock, spans = kata.SharedLock(), checks.Spans()

    def write():
        with lock.writing():
            time.sleep(1)

    def read(name):
        time.sleep(0.5)
        with lock.reading(), spans.inside(name):
            spans.meet(2)

    checks.together(will=write, ann=lambda: read("ann reads"), bob=lambda: read("bob reads"))
    checks.reaches_together(spans, 2)


@pytest.mark.explore(all_joined=True)
@pytest.mark.parametrize("other", ["reading", "writing"])
def test_a_writer_is_alone(kata, other):
    """No reader and no other writer is in at the same time, and all of them get in."""
    lock, spans = kata.SharedLock(), checks.Spans()
    checks.together(
        writer=stay(lock.writing, spans, "writer"),
        other=stay(getattr(lock, other), spans, other),
    )
    checks.at_most_together(spans, 1)
    checks.everybody_left(spans, "writer", other)


def test_two_readers_and_two_writers(kata):
    """Everybody gets in, whoever comes first; a writer is alone."""
    lock, spans = kata.SharedLock(), checks.Spans()
    checks.together(
        ann=stay(lock.reading, spans, "ann reads"),
        will=stay(lock.writing, spans, "will writes"),
        bob=stay(lock.reading, spans, "bob reads"),
        wes=stay(lock.writing, spans, "wes writes"),
    )
    checks.everybody_left(spans, "ann reads", "bob reads", "will writes", "wes writes")
    for writer in ("will writes", "wes writes"):
        for other in ("ann reads", "bob reads", "will writes", "wes writes"):
            if other != writer:
                checks.never_together(spans, writer, other)


def test_the_writer_waits_for_the_last_reader(kata):
    """One reader leaves early. The other one is still reading, so the writer goes on waiting."""
    lock, spans = kata.SharedLock(), checks.Spans()
    checks.together(
        ann=stay(lock.reading, spans, "ann reads", seconds=1),
        bob=stay(lock.reading, spans, "bob reads", seconds=3),
        will=stay(lock.writing, spans, "will writes", begins=0.5),
    )
    checks.leaves_before_entering(spans, "bob reads", "will writes")


@pytest.mark.parametrize("kind", ["reading", "writing"])
def test_who_stumbles_is_out(kata, kind):
    """After an exception a writer gets in, then a reader; and the exception goes on its way."""
    lock, spans = kata.SharedLock(), checks.Spans()
    with pytest.raises(ZeroDivisionError), getattr(lock, kind)():
        raise ZeroDivisionError
    stay(lock.writing, spans, "writer")()
    stay(lock.reading, spans, "reader")()
    checks.everybody_left(spans, "writer", "reader")


def test_two_locks_are_two(kata):
    """Who writes under one lock is in nobody's way under the other one."""
    one, other, spans = kata.SharedLock(), kata.SharedLock(), checks.Spans()
    with one.writing():
        stay(other.writing, spans, "writer at the other lock")()
    checks.everybody_left(spans, "writer at the other lock")


@pytest.mark.explore(spurious=True, hammer=False)
def test_a_wait_may_return_without_a_notify(kata):
    """Who wakes up looks again whether it may go in."""
    lock, spans = kata.SharedLock(), checks.Spans()
    checks.together(reader=stay(lock.reading, spans, "reader"), writer=stay(lock.writing, spans, "writer"))
    checks.at_most_together(spans, 1)
