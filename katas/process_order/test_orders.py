"""The orders in which the lines of a program can come out, if it starts processes."""

from multiprocessing import Process

import pytest

import checks

pytestmark = pytest.mark.real

CHILD = {"child": ["child begins", "child ends"]}


def same_orders(answer, expected):
    """Assert that the answer holds exactly these orders."""
    __tracebackhide__ = True
    for output in sorted(set(answer) - set(expected)):
        raise AssertionError(f"this cannot come out: {in_words(output)}")
    for output in sorted(set(expected) - set(answer)):
        raise AssertionError(f"this order is possible, and missing: {in_words(output)}")


def in_words(output):
    """Return an output in a line."""
    return ", ".join(output) if output else "nothing at all"


def test_without_join(kata):
    """The parent's last line may come anywhere: it is not the first one by right."""
    answer = kata.possible_outputs(["print parent begins", "start child", "print parent ends"], CHILD)
    same_orders(
        answer,
        {
            ("parent begins", "parent ends", "child begins", "child ends"),
            ("parent begins", "child begins", "parent ends", "child ends"),
            ("parent begins", "child begins", "child ends", "parent ends"),
        },
    )


def test_with_join(kata):
    """What comes after the join comes after all that the child does."""
    answer = kata.possible_outputs(["print parent begins", "start child", "join child", "print parent ends"], CHILD)
    same_orders(answer, {("parent begins", "child begins", "child ends", "parent ends")})


def test_join_with_a_timeout(kata):
    """The time may be over before the child has even begun."""
    answer = kata.possible_outputs(["start child", "join child 5", "print parent ends"], CHILD)
    same_orders(
        answer,
        {
            ("parent ends", "child begins", "child ends"),
            ("child begins", "parent ends", "child ends"),
            ("child begins", "child ends", "parent ends"),
        },
    )


def test_start_all_then_join_all(kata):
    """The two children in any order, and the parent's last line after both."""
    program = ["start a", "start b", "join a", "join b", "print parent ends"]
    answer = kata.possible_outputs(program, {"a": ["a"], "b": ["b"]})
    same_orders(answer, {("a", "b", "parent ends"), ("b", "a", "parent ends")})


def test_start_and_join_one_after_the_other(kata):
    """Only one order is left: two functions, called one after the other, could do that as well."""
    program = ["start a", "join a", "start b", "join b", "print parent ends"]
    answer = kata.possible_outputs(program, {"a": ["a"], "b": ["b"]})
    same_orders(answer, {("a", "b", "parent ends")})


def test_only_the_last_one_is_joined(kata):
    """Nobody has waited for the other one."""
    answer = kata.possible_outputs(["start a", "start b", "join b", "print parent ends"], {"a": ["a"], "b": ["b"]})
    same_orders(
        answer,
        {
            ("a", "b", "parent ends"),
            ("b", "a", "parent ends"),
            ("b", "parent ends", "a"),
        },
    )


def test_children_without_lines(kata):
    """Nothing to print is an output as well; who prints nothing can be joined."""
    same_orders(kata.possible_outputs(["start a", "join a"], {"a": []}), {()})
    same_orders(kata.possible_outputs(["start a", "join a", "print parent ends"], {"a": []}), {("parent ends",)})


def say(spans, lines):
    """Be a child: say these lines."""
    for line in lines:
        spans.point(line)


def test_in_real_life(kata, tmp_path):
    """A program is run, with real processes: what comes out is one of the orders."""
    spans = checks.ProcessSpans(tmp_path)
    children = {"a": ["a begins", "a ends"], "b": ["b begins", "b ends"]}
    a, b = (Process(target=say, args=(spans, lines)) for lines in children.values())
    a.start()
    spans.point("a was started")
    b.start()
    a.join()
    spans.point("parent ends")
    b.join()
    program = ["start a", "print a was started", "start b", "join a", "print parent ends", "join b"]
    came = tuple(spans.points)
    assert came in kata.possible_outputs(program, children), f"this came out, and is missing: {in_words(came)}"
