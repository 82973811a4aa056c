"""What does join do, and what happens without it? Each spec runs one small program and compares it with your answer."""

import multiprocessing
import sys
from multiprocessing import Process

import pytest

import checks

pytestmark = pytest.mark.real


@pytest.fixture
def journal(tmp_path):
    """What the processes of the program write down."""
    return checks.Journal(tmp_path)


@pytest.fixture
def go_on(tmp_path):
    """What lets a child come to its end."""
    return checks.Signal(tmp_path, "go on")


def test_join_returns(kata):
    """The program: a child calls `sys.exit(3)`; `join()`."""
    process = Process(target=sys.exit, args=(3,))
    process.start()
    happened: object = process.join()  # type: ignore[func-returns-value]  # that is the question
    assert process.exitcode == 3
    assert kata.join_returns() == happened


def join_briefly(go_on):
    """Join a child that is at work for long, for a hundredth of a second; return what is to be seen then."""
    process = Process(target=go_on.wait)
    process.start()
    seen: tuple[object, int | None] = process.join(0.01), process.exitcode  # type: ignore[func-returns-value]  # as above
    go_on.give()
    process.join()
    return seen


def test_join_with_a_timeout_returns(kata, go_on):
    """The program: a child that is at work for long; `join(0.01)`."""
    assert kata.join_with_a_timeout_returns() == join_briefly(go_on)[0]


def test_exitcode_after_that(kata, go_on):
    """The program: a child that is at work for long; `join(0.01)`; `exitcode`."""
    assert kata.exitcode_after_that() == join_briefly(go_on)[1]


def test_join_a_second_time(kata):
    """The program: start, join, join."""
    process = Process(target=int)
    process.start()
    process.join()
    assert kata.join_a_second_time() == checks.outcome(process.join, otherwise="nothing happens")


def have_a_child(journal, go_on, code_is_over, daemon):
    """Be the parent: start a child, do not join it, and come to the end of the code."""
    Process(target=be_the_child, args=(journal, go_on), daemon=daemon).start()
    code_is_over.give()


def be_the_child(journal, go_on):
    """Be at work until the parent's code is over, and then do a last line."""
    parent = multiprocessing.parent_process()
    go_on.wait()
    journal.note(f"last word, parent alive: {parent.is_alive()}")


def without_join(journal, go_on, code_is_over, *, daemon):
    """Run the program, and return what the child came to say at last."""
    parent = Process(target=have_a_child, args=(journal, go_on, code_is_over, daemon))
    parent.start()
    code_is_over.wait()
    if daemon:
        parent.join()  # without waiting for its child: it ends it
        go_on.give()
    else:
        checks.linger()  # let it end, if it does not wait for its child
        go_on.give()
        parent.join()
    return journal.lines


@pytest.fixture
def code_is_over(tmp_path):
    """What tells that the parent has done its last line."""
    return checks.Signal(tmp_path, "code is over")


def test_child_without_join_says_its_last_word(kata, journal, go_on, code_is_over):
    """The program: a process starts a child and returns; after that, the child does its last line."""
    happened = without_join(journal, go_on, code_is_over, daemon=False)
    assert kata.child_without_join_says_its_last_word() == bool(happened)


def test_parent_is_there_until_then(kata, journal, go_on, code_is_over):
    """The same program; in its last line the child looks whether its parent is alive."""
    happened = without_join(journal, go_on, code_is_over, daemon=False)
    assert kata.parent_is_there_until_then() == (happened == ["last word, parent alive: True"])


def test_daemon_without_join_says_its_last_word(kata, journal, go_on, code_is_over):
    """The same program, with a child that is a daemon."""
    happened = without_join(journal, go_on, code_is_over, daemon=True)
    assert kata.daemon_without_join_says_its_last_word() == bool(happened)
