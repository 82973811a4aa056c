import os
from concurrent.futures.process import BrokenProcessPool
from functools import partial

import pytest

import checks

pytestmark = pytest.mark.real


def double(spans, number):
    """Do one call."""
    with spans.inside(f"call {number}"):
        return 2 * number


def meet(spans, number):
    """Do one call together with another one."""
    with spans.inside(f"call {number}"):
        spans.meet(2)
    return number


def die_or_give_back(spans, word):
    """End the process in the middle of the call, for one word; else do what a call does."""
    spans.point(f"called for {word}")
    if word.startswith("dies"):
        os._exit(3)
    return word.upper()


def give_back_what_cannot_be_sent(word):
    """Return something that no process can send to another one, for one word."""
    return (lambda: word) if word == "function" else word.upper()


def fail(word):
    """Raise an exception for one word."""
    return int(word)


def in_words(outcome):
    """Return an outcome as it can be compared: an exception by its class."""
    return type(outcome).__name__ if isinstance(outcome, Exception) else outcome


def test_results_are_in_order(kata, tmp_path):
    """Each call is made once, in a process of the pool."""
    spans = checks.ProcessSpans(tmp_path)
    checks.in_order(kata.call_each(partial(double, spans), [1, 2, 3], 2), [2, 4, 6])
    checks.everybody_left(spans, "call 1", "call 2", "call 3")
    checks.ran_elsewhere(spans, "call 1", "call 2", "call 3")
    checks.at_most_processes(spans, 2)


def test_two_calls_at_the_same_time(kata, tmp_path):
    """Two calls that wait for each other, and two processes."""
    spans = checks.ProcessSpans(tmp_path)
    kata.call_each(partial(meet, spans), [1, 2], 2)
    checks.own_process_for_each(spans, "call 1", "call 2")


def test_an_exception_has_its_place(kata):
    """It is returned and not raised, and it is the one that was raised over there."""
    outcomes = kata.call_each(fail, ["1", "two", "3"], 2)
    checks.in_order(map(in_words, outcomes), [1, "ValueError", 3])
    assert "two" in str(outcomes[1])


def test_a_result_that_cannot_be_sent_back(kata):
    """Its item has an exception, which is not that of a broken pool; the others have their results."""
    first, second, third = kata.call_each(give_back_what_cannot_be_sent, ["a", "function", "b"], 1)
    assert (first, third) == ("A", "B")
    assert isinstance(second, Exception), f"a lambda cannot be sent, and came back as {second!r}"
    assert not isinstance(second, BrokenProcessPool), "no process has ended, so no pool is broken"


def test_an_item_that_cannot_be_sent(kata):
    """It never reaches a process."""
    first, second = kata.call_each(str, [lambda: "function", "a"], 1)
    assert isinstance(first, Exception), f"a lambda cannot be sent, and its call has answered {first!r}"
    assert second == "a"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_call_that_ends_its_process(kata, tmp_path, workers):
    """That one is lost, and no other."""
    spans = checks.ProcessSpans(tmp_path)
    outcomes = kata.call_each(partial(die_or_give_back, spans), ["a", "dies", "b", "c"], workers)
    checks.in_order(map(in_words, outcomes), ["A", "BrokenProcessPool", "B", "C"])


def test_two_calls_that_end_their_processes(kata, tmp_path):
    """Both are lost, and nobody tries for ever."""
    spans = checks.ProcessSpans(tmp_path)
    outcomes = kata.call_each(partial(die_or_give_back, spans), ["dies", "dies again", "a"], 1)
    checks.in_order(map(in_words, outcomes), ["BrokenProcessPool", "BrokenProcessPool", "A"])
    assert spans.points.count("called for dies") <= 2, "a call that ends its process is made at most twice"


def test_the_processes_have_ended(kata, tmp_path):
    """When it returns nobody is left."""
    spans = checks.ProcessSpans(tmp_path)
    kata.call_each(partial(die_or_give_back, spans), ["a", "dies"], 2)
    checks.all_joined()


def test_nothing_to_do(kata):
    """No items, no results."""
    assert kata.call_each(str, [], 2) == []
