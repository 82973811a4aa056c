"""What does join do, and what happens without it? Each spec runs one small program and compares it with your answer."""

import multiprocessing
import sys
from multiprocessing import Process
from typing import Any

import pytest

import checks

pytestmark = pytest.mark.real


@pytest.fixture
def spans(tmp_path):
    """What the processes of the program write down."""
    return checks.ProcessSpans(tmp_path)


def test_join_returns(kata):
    """The program: a child calls `sys.exit(3)`; `join()`."""
    process = Process(target=sys.exit, args=(3,))
    process.start()
    happened: object = process.join()  # type: ignore[func-returns-value]  # that is the question
    assert process.exitcode == 3
    assert kata.join_returns() == happened


def join_briefly(spans):
    """Join a child that is at work for long, for a hundredth of a second; return what is to be seen then."""
    process = Process(target=spans.wait_for, args=("the end of the work",))
    process.start()
    seen: tuple[object, int | None] = process.join(0.01), process.exitcode  # type: ignore[func-returns-value]  # as above
    spans.point("the end of the work")
    process.join()
    return seen


def test_join_with_a_timeout_returns(kata, spans):
    """The program: a child that is at work for long; `join(0.01)`."""
    assert kata.join_with_a_timeout_returns() == join_briefly(spans)[0]


def test_exitcode_after_that(kata, spans):
    """The program: a child that is at work for long; `join(0.01)`; `exitcode`."""
    assert kata.exitcode_after_that() == join_briefly(spans)[1]


def test_join_a_second_time(kata):
    """The program: start, join, join."""
    process = Process(target=int)
    process.start()
    process.join()
    assert kata.join_a_second_time() == checks.outcome(process.join, otherwise="nothing happens")


def have_a_child(spans, daemon):
    """Be the parent: start a child, do not join it, and come to the end of the code."""
    Process(target=be_the_child, args=(spans,), daemon=daemon).start()
    spans.point("the parent's code has ended")


def be_the_child(spans):
    """Be at work until the parent's code is over, and then do a last line."""
    parent: Any = multiprocessing.parent_process()
    spans.wait_for("the child may end")
    spans.point(f"last word of the child, parent alive: {parent.is_alive()}")


def without_join(spans, *, daemon):
    """Run the program, and return what the child came to say at last, or None."""
    parent = Process(target=have_a_child, args=(spans, daemon))
    parent.start()
    spans.wait_for("the parent's code has ended")
    if daemon:
        parent.join()  # it does not wait for its child, it ends it
        spans.point("the child may end")
    else:
        checks.until_quiet(parent.pid)  # it may end, if it does not wait for its child
        spans.point("the child may end")
        parent.join()
    return next((point for point in spans.points if point.startswith("last word")), None)


def test_child_without_join_says_its_last_word(kata, spans):
    """The program: a process starts a child and returns; after that, the child does its last line."""
    happened = without_join(spans, daemon=False)
    assert kata.child_without_join_says_its_last_word() == (happened is not None)


def test_parent_is_there_until_then(kata, spans):
    """The same program; in its last line the child looks whether its parent is alive."""
    happened = without_join(spans, daemon=False)
    assert kata.parent_is_there_until_then() == (happened == "last word of the child, parent alive: True")


def test_daemon_without_join_says_its_last_word(kata, spans):
    """The same program, with a child that is a daemon."""
    happened = without_join(spans, daemon=True)
    assert kata.daemon_without_join_says_its_last_word() == (happened is not None)
