"""Some processes write letters, others read them, and a queue is in between."""

from functools import partial

import pytest

import checks

pytestmark = pytest.mark.real


class Writer:
    """What a writer goes through: it notes when it is asked for which letter, and may wait before that."""

    def __init__(self, spans, name, count, waits_for=None):
        self.spans = spans
        self.name = name
        self.count = count
        self.waits_for = waits_for

    def __iter__(self):
        """Write one letter after the other."""
        for number in range(self.count):
            if self.waits_for is not None:
                self.spans.wait_for(self.waits_for)
                checks.linger()
            self.spans.point(f"{self.name} writes letter {number}")
            yield (self.name, number)
        self.spans.point(f"{self.name} has sent all")


def letters(*writers):
    """Return the letters that writers of these names, with so many letters each, write."""
    return [f"{name} {number}" for name, count in writers for number in range(count)]


def name_of(letter):
    """Return what a letter is called: "ann 0"."""
    writer, number = letter
    return f"{writer} {number}"


def read(spans, letter):
    """Read a letter."""
    with spans.inside(name_of(letter)):
        spans.point("a letter is read")


def test_every_letter_is_read_once(kata, tmp_path):
    """Two writers, two readers: when it returns, everything has been read, in the processes of the readers."""
    spans = checks.ProcessSpans(tmp_path)
    kata.deliver([Writer(spans, "ann", 3), Writer(spans, "bob", 2)], partial(read, spans), 2, 2)
    checks.everybody_left(spans, *letters(("ann", 3), ("bob", 2)))
    checks.ran_elsewhere(spans, *letters(("ann", 3), ("bob", 2)))
    checks.all_joined()


def test_each_in_a_process_of_its_own(kata, tmp_path):
    """A writer is another process than a reader, and than another writer."""
    spans = checks.ProcessSpans(tmp_path)
    kata.deliver([Writer(spans, "ann", 1), Writer(spans, "bob", 1)], partial(read, spans), 1, 2)
    checks.own_process_for_each(spans, "ann writes letter 0", "bob writes letter 0", "ann 0")
    checks.at_most_processes(spans, 3)


@pytest.mark.parametrize("readers", [1, 2])
def test_readers_go_home_by_themselves(kata, tmp_path, readers):
    """With exit code 0: nobody had to put an end to them."""
    spans = checks.ProcessSpans(tmp_path)
    exitcodes = kata.deliver([Writer(spans, "ann", 2)], partial(read, spans), readers, 2)
    assert exitcodes == [0] * readers, "0 for each reader, as it ends by itself; -15 is that of a terminated process"


def read_slowly(spans, letter):
    """Read a letter, which takes a while."""
    with spans.inside(name_of(letter)):
        checks.linger()


def test_the_last_letter_is_read_to_its_end(kata, tmp_path):
    """The reader is still at it when the writer has gone home."""
    spans = checks.ProcessSpans(tmp_path)
    kata.deliver([Writer(spans, "ann", 2)], partial(read_slowly, spans), 1, 2)
    checks.everybody_left(spans, *letters(("ann", 2)))


def test_a_slow_writer(kata, tmp_path):
    """Bob writes only when Ann's letters have been read: no reader goes home before that."""
    spans = checks.ProcessSpans(tmp_path)
    kata.deliver([Writer(spans, "ann", 1), Writer(spans, "bob", 1, "a letter is read")], partial(read, spans), 1, 1)
    checks.everybody_left(spans, *letters(("ann", 1), ("bob", 1)))


def read_late(spans, letter):
    """Read a letter, the first one only when the writers have written as much as they can."""
    if not any(mark.kind == "begins" for mark in spans.marks):
        checks.let_others_go_on()
    read(spans, letter)


def test_letters_of_one_writer_keep_their_order(kata, tmp_path):
    """For a single reader, Ann's letters come in the order in which she wrote them, and so do Bob's."""
    spans = checks.ProcessSpans(tmp_path)
    kata.deliver([Writer(spans, "ann", 5), Writer(spans, "bob", 5)], partial(read_late, spans), 1, 3)
    came = [str(mark.who) for mark in spans.marks if mark.kind == "begins"]
    for name in ("ann", "bob"):
        checks.in_order([letter for letter in came if letter.startswith(name)], letters((name, 5)))


def test_more_readers_than_letters(kata, tmp_path):
    """Who never gets a letter goes home, too."""
    spans = checks.ProcessSpans(tmp_path)
    assert kata.deliver([Writer(spans, "ann", 1)], partial(read, spans), 3, 1) == [0, 0, 0]
    checks.everybody_left(spans, *letters(("ann", 1)))


def test_nobody_writes(kata, tmp_path):
    """Nothing to read: the reader goes home."""
    spans = checks.ProcessSpans(tmp_path)
    assert kata.deliver([], partial(read, spans), 1, 1) == [0]
    assert kata.deliver([[]], partial(read, spans), 1, 1) == [0]
    assert spans.marks == []


def read_anything(spans, letter):
    """Read something."""
    spans.point(repr(letter))


def test_any_letter_but_none_is_a_letter(kata, tmp_path):
    """Zero, empty and false are letters like any others."""
    spans = checks.ProcessSpans(tmp_path)
    items = [0, "", [], False, "END", "last"]
    kata.deliver([items], partial(read_anything, spans), 1, 2)
    checks.in_order(spans.points, [repr(item) for item in items])


@pytest.mark.parametrize("count", [1, 3])
def test_large_letters(kata, tmp_path, count):
    """A million letters in a letter: more than fits into a pipe."""
    spans = checks.ProcessSpans(tmp_path)
    kata.deliver([["x" * 1_000_000] * count], partial(weigh, spans), 1, 3)
    assert spans.points == [1_000_000] * count


def weigh(spans, letter):
    """Read how long it is."""
    spans.point(len(letter))


def read_when_the_writer_may_be_ahead(spans, letter):
    """Read a letter; the first one only after a while, in which the writer could run ahead."""
    if letter[1] == 0:
        checks.linger()
    read(spans, letter)


def test_writers_do_not_run_ahead(kata, tmp_path):
    """Room for one: besides it, the writer has one in hand, and so has the reader; no more is written meanwhile."""
    spans = checks.ProcessSpans(tmp_path)
    kata.deliver([Writer(spans, "ann", 6)], partial(read_when_the_writer_may_be_ahead, spans), 1, 1)
    checks.everybody_left(spans, *letters(("ann", 6)))
    written = 0
    for point in spans.points[: spans.points.index("a letter is read")]:
        written += str(point).startswith("ann writes")
    # one on its way, one in hand, one with the reader
    assert written <= 3, f"there is room for one, and {written} were written before the first one was read"


def read_when_all_are_sent(spans, letter):
    """Read a letter: the first one only when the writer has got rid of all."""
    if letter[1] == 0:
        spans.wait_for("ann has sent all")
    read(spans, letter)


def test_there_is_room_for_as_many_as_agreed(kata, tmp_path):
    """Room for two: they can wait there while the reader is still busy with the first one."""
    spans = checks.ProcessSpans(tmp_path)
    kata.deliver([Writer(spans, "ann", 3)], partial(read_when_all_are_sent, spans), 1, 2)
    checks.everybody_left(spans, *letters(("ann", 3)))


def read_together(spans, letter):
    """Read a letter while another one is read."""
    with spans.inside(name_of(letter)):
        spans.meet(2)


def test_readers_read_at_the_same_time(kata, tmp_path):
    """Two letters that wait for each other, in two readers."""
    spans = checks.ProcessSpans(tmp_path)
    kata.deliver([Writer(spans, "ann", 2)], partial(read_together, spans), 2, 2)
    checks.own_process_for_each(spans, *letters(("ann", 2)))


class Together:
    """What a writer goes through that writes while another one does."""

    def __init__(self, spans, name):
        self.spans = spans
        self.name = name

    def __iter__(self):
        """Write one letter."""
        with self.spans.inside(self.name):
            self.spans.meet(2)
        yield self.name


def test_writers_write_at_the_same_time(kata, tmp_path):
    """Two writers that wait for each other."""
    spans = checks.ProcessSpans(tmp_path)
    kata.deliver([Together(spans, "ann"), Together(spans, "bob")], partial(read_anything, spans), 1, 1)
    checks.each_came_once(spans.points, [repr("ann"), repr("bob")])
