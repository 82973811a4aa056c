"""What a `WriterFirst` has to do."""

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
    lock, spans = kata.WriterFirst(), checks.Spans()

    def read():
        with lock.reading(), spans.inside("a reader"):
            spans.meet(2)

    checks.together(ann=read, bob=read)
    checks.reaches_together(spans, 2)


@pytest.mark.explore(all_joined=True)
@pytest.mark.parametrize("other", ["reading", "writing"])
def test_a_writer_is_alone(kata, other):
    """No reader and no other writer is in at the same time, and all of them get in."""
    lock, spans = kata.WriterFirst(), checks.Spans()
    checks.together(
        writer=stay(lock.writing, spans, "writer"),
        other=stay(getattr(lock, other), spans, other),
    )
    checks.at_most_together(spans, 1)
    checks.everybody_left(spans, "writer", other)


def test_two_readers_and_two_writers(kata):
    """Everybody gets in, whoever comes first; a writer is alone."""
    lock, spans = kata.WriterFirst(), checks.Spans()
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


def test_a_writer_goes_before_readers_who_come_later(kata):
    """Ann reads, will waits. Then bob comes: he could read beside ann, and lets will go first."""
    lock, spans = kata.WriterFirst(), checks.Spans()
    checks.together(
        ann=stay(lock.reading, spans, "ann reads", seconds=3),
        will=stay(lock.writing, spans, "will writes", begins=1),
        bob=stay(lock.reading, spans, "bob reads", begins=2),
    )
    checks.leaves_before_entering(spans, "ann reads", "will writes")
    checks.leaves_before_entering(spans, "will writes", "bob reads")


def test_all_waiting_writers_go_first(kata):
    """Two writers wait, then bob comes. After the first one, the second one still waits, so bob does too."""
    lock, spans = kata.WriterFirst(), checks.Spans()
    checks.together(
        ann=stay(lock.reading, spans, "ann reads", seconds=3),
        will=stay(lock.writing, spans, "will writes", begins=1, seconds=1),
        wes=stay(lock.writing, spans, "wes writes", begins=1, seconds=1),
        bob=stay(lock.reading, spans, "bob reads", begins=2),
    )
    checks.leaves_before_entering(spans, "will writes", "bob reads")
    checks.leaves_before_entering(spans, "wes writes", "bob reads")


def test_a_writer_goes_before_readers_who_wait(kata):
    """Will writes, bob waits for that. Then wes comes, who wants to write, and goes before bob."""
    lock, spans = kata.WriterFirst(), checks.Spans()
    checks.together(
        will=stay(lock.writing, spans, "will writes", seconds=3),
        bob=stay(lock.reading, spans, "bob reads", begins=1),
        wes=stay(lock.writing, spans, "wes writes", begins=2, seconds=1),
    )
    checks.leaves_before_entering(spans, "wes writes", "bob reads")


def test_waiting_readers_begin_together(kata):
    """Two readers wait for a writer. When it has left, both are in at the same time."""
    lock, spans = kata.WriterFirst(), checks.Spans()

    def read():
        time.sleep(1)
        with lock.reading(), spans.inside("a reader"):
            spans.meet(2)

    checks.together(will=stay(lock.writing, checks.Spans(), "will writes", seconds=2), ann=read, bob=read)
    checks.reaches_together(spans, 2)


@pytest.mark.parametrize("kind", ["reading", "writing"])
def test_who_stumbles_is_out(kata, kind):
    """After an exception a writer gets in, then a reader; and the exception goes on its way."""
    lock, spans = kata.WriterFirst(), checks.Spans()
    with pytest.raises(ZeroDivisionError), getattr(lock, kind)():
        raise ZeroDivisionError
    stay(lock.writing, spans, "writer")()
    stay(lock.reading, spans, "reader")()
    checks.everybody_left(spans, "writer", "reader")


@pytest.mark.explore(spurious=True, hammer=False)
def test_a_wait_may_return_without_a_notify(kata):
    """Who wakes up looks again whether it may go in."""
    lock, spans = kata.WriterFirst(), checks.Spans()
    checks.together(reader=stay(lock.reading, spans, "reader"), writer=stay(lock.writing, spans, "writer"))
    checks.at_most_together(spans, 1)
