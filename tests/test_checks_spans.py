"""Who was inside when: the record, and the words that specs say about it."""

from __future__ import annotations

import threading

import pytest

import checks
from checks import Spans
from checks.spans import most_together


def record(*steps: str) -> Spans:
    """Return a record made of steps in words: "+a" enters, "-a" leaves, "!gun" is a point."""
    spans = Spans()
    for step in steps:
        {"+": spans.enter, "-": spans.leave, "!": spans.point}[step[0]](step[1:])
    return spans


def in_thread(name: str, *work: object) -> None:
    """Run calls, one after the other, in a thread of this name, and wait for it."""

    def run() -> None:
        for call in work:
            assert callable(call)
            call()

    thread = threading.Thread(target=run, name=name)
    thread.start()
    thread.join()


ONE_AFTER_THE_OTHER = ("+a", "-a", "+b", "-b")
TWO_TOGETHER = ("+a", "+b", "-a", "+c", "-c", "-b")


class TestRecord:
    """What is written down."""

    def test_inside_marks_both_ends(self) -> None:
        """A with-block is a span; the thread is kept with it."""
        spans = Spans()
        with spans.inside("a"):
            spans.point("in the middle")
        assert [(mark.kind, mark.who) for mark in spans.marks] == [
            ("begins", "a"),
            ("point", "in the middle"),
            ("ends", "a"),
        ]
        assert {mark.thread for mark in spans.marks} == {threading.current_thread().name}

    def test_inside_ends_with_an_exception_too(self) -> None:
        """Who is thrown out is out."""
        spans = Spans()
        with pytest.raises(OSError, match=r"^dead$"), spans.inside("a"):
            raise OSError("dead")
        checks.everybody_left(spans, "a")

    def test_points_can_be_asked_for(self) -> None:
        """What was marked has happened; what was only entered has not."""
        spans = record("!ready", "+a", "!gun")
        assert spans.points == ["ready", "gun"]
        assert spans.happened("gun")
        assert not spans.happened("a")


class TestMeeting:
    """Waiting inside for what may happen, so that it does happen."""

    def test_threads_that_may_be_together_are(self) -> None:
        """Each waits until both are inside, whoever comes first; and afterwards nobody waits any more."""
        spans = Spans()

        def visit() -> None:
            with spans.inside(threading.current_thread().name):
                spans.meet(2)

        checks.together(ann=visit, bob=visit, eve=visit)
        checks.reaches_together(spans, 2)

    def test_whoever_is_kept_out_is_not_waited_for_without_end(self) -> None:
        """Patience ends, and the record tells that nobody came."""
        spans = Spans()
        with spans.inside("a"):
            spans.meet(2, patience=0.001)
        assert most_together(spans) == 1

    def test_staying_until_others_have_left(self) -> None:
        """The one inside goes when the last of those it waits for has left."""
        spans = Spans()

        def stay() -> None:
            with spans.inside("long"):
                spans.stay_until_left("b", "c")

        def pass_by() -> None:
            for name in "bc":
                with spans.inside(name):
                    pass

        checks.together(long=stay, short=pass_by)
        checks.leaves_before(spans, "b", "long")
        checks.leaves_before(spans, "c", "long")

    def test_staying_is_over_at_once_if_they_left_before(self) -> None:
        """Nobody waits for what has happened already."""
        spans = record("+b", "-b")
        spans.stay_until_left("b", patience=1e9)

    def test_staying_ends(self) -> None:
        """Patience ends, and the record tells the order."""
        spans = Spans()
        with spans.inside("long"):
            spans.stay_until_left("never", patience=0.001)
        with pytest.raises(AssertionError, match=r"^never never ends$"):
            checks.leaves_before(spans, "never", "long")


class TestHowMany:
    """Words about numbers."""

    def test_counts_the_largest_crowd(self) -> None:
        """The most that were inside at once, in the whole record."""
        assert most_together(record()) == 0
        assert most_together(record(*ONE_AFTER_THE_OTHER)) == 1
        assert most_together(record(*TWO_TOGETHER)) == 2

    def test_at_most_together(self) -> None:
        """As many as allowed are fine; one more is named, with all who were there, the longest there first."""
        checks.at_most_together(record(*TWO_TOGETHER), 2)
        with pytest.raises(
            AssertionError,
            match=r"^3 at the same time: b \(MainThread\), a \(MainThread\) and c \(MainThread\); at most 2 may be$",
        ):
            checks.at_most_together(record("+b", "+a", "+c"), 2)
        with pytest.raises(AssertionError, match=r"; only one may be$"):
            checks.at_most_together(record(*TWO_TOGETHER), 1)

    def test_a_thread_is_named_once(self) -> None:
        """Who is called like its thread needs no second name; what the library adds in brackets is left out."""
        spans = Spans()
        in_thread("ann", lambda: spans.enter("ann"))
        in_thread("Thread-7 (run)", lambda: spans.enter("job"))
        with pytest.raises(AssertionError, match=r"^2 at the same time: ann and job \(Thread-7\); only one may be$"):
            checks.at_most_together(spans, 1)

    def test_reaches_together(self) -> None:
        """As many as wanted, or more, at some moment; else the sentence says how it went."""
        checks.reaches_together(record(*TWO_TOGETHER), 2)
        checks.not_serialised(record(*TWO_TOGETHER))
        with pytest.raises(
            AssertionError,
            match=r"^never more than 1 at the same time, although 3 may be: they go one after the",
        ):
            checks.reaches_together(record(*ONE_AFTER_THE_OTHER), 3)
        with pytest.raises(AssertionError, match=r"^never more than 2 .*: more are kept out than must be$"):
            checks.reaches_together(record(*TWO_TOGETHER), 3)
        with pytest.raises(AssertionError, match=r"^nobody ever came, and 2 may be there at the same time$"):
            checks.not_serialised(record())

    def test_never_shared(self) -> None:
        """The same thing twice in a row is fine; at the same time it is not, and its users are named."""
        checks.never_shared(record("+red", "-red", "+red", "+blue", "-blue", "-red"))
        spans = Spans()
        in_thread("ann", lambda: spans.enter("red"))
        in_thread("bob", lambda: spans.enter("red"))
        with pytest.raises(AssertionError, match=r"^red was in use 2 times at the same time, by ann and bob$"):
            checks.never_shared(spans)

    def test_who_leaves_is_the_one_of_that_thread(self) -> None:
        """Of two with one name the right one leaves; but to leave in another thread is to leave, too."""
        spans = Spans()
        in_thread("ann", lambda: spans.enter("red"))
        in_thread("bob", lambda: spans.enter("red"), lambda: spans.leave("red"))
        in_thread("eve", lambda: spans.enter("red"))
        with pytest.raises(AssertionError, match=r"by ann and bob$"):
            checks.never_shared(spans)
        spans.leave("red")
        assert most_together(spans) == 2


class TestOrder:
    """Words about before and after."""

    def test_overlaps(self) -> None:
        """Two spans share a moment, or there is a sentence about it."""
        checks.overlaps(record(*TWO_TOGETHER), "a", "b")
        with pytest.raises(AssertionError, match=r"^a and c: the one always ends before the other begins"):
            checks.overlaps(record(*TWO_TOGETHER), "a", "c")

    def test_never_together(self) -> None:
        """Neighbours of whom one waits for the other."""
        checks.never_together(record(*ONE_AFTER_THE_OTHER), "a", "b")
        with pytest.raises(AssertionError, match=r"^b and c at the same time; only one of the two may be$"):
            checks.never_together(record(*TWO_TOGETHER), "b", "c")

    def test_passed_over_at_most(self) -> None:
        """What came before the waiting does not count, nor what comes after it."""
        steps = ("+b", "-b", "!a waits", "+b", "-b", "+c", "-c", "+a", "-a", "+b", "-b")
        checks.passed_over_at_most(record(*steps), "a", 1, since="a waits")
        with pytest.raises(AssertionError, match=r"^a waits, and b began once meanwhile; nobody may$"):
            checks.passed_over_at_most(record(*steps), "a", 0, since="a waits")
        with pytest.raises(AssertionError, match=r"^a waits, and b began twice meanwhile; once is allowed$"):
            checks.passed_over_at_most(record("!a waits", *["+b", "-b", "+b"]), "a", 1, since="a waits")
        with pytest.raises(AssertionError, match=r"^a never began$"):
            checks.passed_over_at_most(record("!a waits", "+b"), "a", 1, since="a waits")
        with pytest.raises(AssertionError, match=r"^this never happened: a waits$"):
            checks.passed_over_at_most(record("+a"), "a", 1, since="a waits")

    def test_leaves_before(self) -> None:
        """The first one has left when the other one leaves, or the other one never leaves."""
        checks.leaves_before(record(*TWO_TOGETHER), "c", "b")
        checks.leaves_before(record("+a", "+b", "-a"), "a", "b")
        with pytest.raises(AssertionError, match=r"^b ends only after a ends; it should have been before$"):
            checks.leaves_before(record(*TWO_TOGETHER), "b", "a")
        with pytest.raises(AssertionError, match=r"^d never ends$"):
            checks.leaves_before(record(*TWO_TOGETHER), "d", "a")

    def test_leaves_before_entering(self) -> None:
        """The first one is through when the other one comes."""
        checks.leaves_before_entering(record(*ONE_AFTER_THE_OTHER), "a", "b")
        with pytest.raises(AssertionError, match=r"^a ends only after b begins; it should have been before$"):
            checks.leaves_before_entering(record(*TWO_TOGETHER), "a", "b")

    def test_nobody_enters_before(self) -> None:
        """First the point, then the others; and the point has to come."""
        checks.nobody_enters_before(record("!gun", "+a", "-a"), "gun")
        with pytest.raises(AssertionError, match=r"^a \(MainThread\) went ahead before: gun$"):
            checks.nobody_enters_before(record("!ready", "+a", "!gun", "-a"), "gun")
        with pytest.raises(AssertionError, match=r"^this never happened: gun$"):
            checks.nobody_enters_before(record("!ready"), "gun")

    @pytest.mark.parametrize(
        ("steps", "sentence"),
        [
            (("+a", "-a"), "b has not begun, and should be over"),
            (("+a", "-a", "+b"), "b has begun and has not ended, and should be over"),
            (("+a", "-a", "+b", "-b", "+b", "-b"), "b began 2 times, and once was asked for"),
            (("+a", "-a", "+b", "-b", "+c", "+d"), "nobody asked for c and d"),
        ],
    )
    def test_everybody_left(self, steps: tuple[str, ...], sentence: str) -> None:
        """Exactly these, each once and to the end."""
        checks.everybody_left(record(*ONE_AFTER_THE_OTHER), "a", "b")
        with pytest.raises(AssertionError, match=rf"^{sentence}$"):
            checks.everybody_left(record(*steps), "a", "b")
