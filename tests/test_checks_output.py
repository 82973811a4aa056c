"""The words about output: right output passes in silence, wrong output gets a sentence about its first fault."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from checks import (
    Printed,
    at_most_stored,
    begin,
    each_came_once,
    eventually,
    in_order,
    no_time_since,
    not_printed_by,
    nothing_printed,
    outcome,
    own_thread_for_each,
    pause,
    together,
)


def printed(*by_thread: tuple[str, str]) -> Printed:
    """Return what a run printed in which these threads printed these lines."""
    return Printed(list(by_thread))


def odd(line: str) -> bool:
    """Return whether *line* is an odd number."""
    return int(line) % 2 == 1


def test_printed_offers_lines_text_numbers_and_threads() -> None:
    """One record, read in four ways."""
    two = printed(("even", "0"), ("odd", "1"), ("even", "2"))
    assert two.lines == ["0", "1", "2"]
    assert two.text == "0\n1\n2\n"
    assert two.numbers == [0, 1, 2]
    assert two.threads == ["even", "odd"]


def test_a_line_that_is_no_number_is_shown() -> None:
    """The learner printed more than the number."""
    with pytest.raises(AssertionError, match=r"^every line should be one number; line 2 is 'even 2'$"):
        _ = printed(("even", "0"), ("even", "even 2")).numbers


@pytest.mark.parametrize("things", [[], [0], list(range(150)), list("abc")])
def test_equal_sequences_pass(things: list[object]) -> None:
    """Whatever iterables they come from."""
    in_order(iter(things), tuple(things))


@pytest.mark.parametrize(
    ("got", "expected", "sentence"),
    [
        ([1, 0], [0, 1], "at the very beginning came 1, where 0 was expected\n  expected  0, 1\n  got       1, 0"),
        ([], [0], "nothing came, where 0 was expected\n  expected  0\n  got       nothing"),
        ([0], [], "at the very beginning came 0, where nothing more was expected\n  expected  nothing\n  got       0"),
        (
            [0, 1],
            [0, 1, 2],
            "after 1 nothing came any more, where 2 was expected\n  expected  0, 1, 2\n  got       0, 1, then nothing",
        ),
        ([0, 1, 2], [0, 1], "after 1 came 2, where nothing more was expected\n  expected  0, 1\n  got       0, 1, 2"),
    ],
    ids=["swapped", "nothing", "nothing-wanted", "too-short", "too-long"],
)
def test_the_first_difference_is_told(got: list[int], expected: list[int], sentence: str) -> None:
    """A sentence, and both sides under each other."""
    with pytest.raises(AssertionError) as caught:
        in_order(got, expected)
    assert str(caught.value) == sentence


def test_of_a_long_sequence_only_the_neighbourhood_is_shown() -> None:
    """150 numbers do not help; the eight around the fault do."""
    swapped = [*range(70), 71, 70, *range(72, 150)]
    with pytest.raises(AssertionError) as caught:
        in_order(swapped, range(150))
    assert str(caught.value) == (
        "after 69 came 71, where 70 was expected\n"
        "  expected  ..., 66, 67, 68, 69, 70, 71, 72, 73, ...\n"
        "  got       ..., 66, 67, 68, 69, 71, 70, 72, 73, ..."
    )


def test_a_long_sequence_that_breaks_off_shows_its_end() -> None:
    """What stopped is shown up to where it stopped."""
    with pytest.raises(AssertionError) as caught:
        in_order(range(100), range(150))
    assert str(caught.value) == (
        "after 99 nothing came any more, where 100 was expected\n"
        "  expected  ..., 96, 97, 98, 99, 100, 101, 102, 103, ...\n"
        "  got       ..., 92, 93, 94, 95, 96, 97, 98, 99, then nothing"
    )


@pytest.mark.parametrize(
    ("got", "wanted", "said"),
    [
        (["tea", "burnt"], ["tea", ValueError("burnt")], r"^after 'tea' came 'burnt', where ValueError\('burnt'\) was"),
        ([1], ["1"], "came 1, where '1' was expected\n  expected  '1'\n  got       1$"),
        ([TimeoutError()], ["tea"], r"came TimeoutError\(\), where 'tea' was expected"),
    ],
)
def test_in_order_tells_apart_what_looks_alike(got: list[object], wanted: list[object], said: str) -> None:
    """An exception and its text look the same when they are printed, and some print nothing."""
    with pytest.raises(AssertionError, match=said):
        in_order(got, wanted)


def test_nothing_printed() -> None:
    """Passes for an empty record; else names the first line and its thread."""
    nothing_printed(printed())
    with pytest.raises(AssertionError, match=r"^nothing should be printed, and even printed '0'$"):
        nothing_printed(printed(("even", "0"), ("odd", "1")))


def test_own_threads_pass() -> None:
    """Two kinds of lines, two threads."""
    own_thread_for_each(printed(("even", "0"), ("odd", "1"), ("even", "2")), odd)


def test_a_line_by_another_thread_than_its_like() -> None:
    """Both lines and both threads are named."""
    with pytest.raises(AssertionError, match=r"^even printed '0', so '2' is for even too; but odd printed it$"):
        own_thread_for_each(printed(("even", "0"), ("odd", "1"), ("odd", "2")), odd)


def test_one_thread_for_two_kinds() -> None:
    """One thread did the work of both."""
    with pytest.raises(AssertionError, match=r"^even printed '0' and '1'; they belong to two threads$"):
        own_thread_for_each(printed(("even", "0"), ("even", "1")), odd)


def test_not_printed_by() -> None:
    """The thread that only starts the others."""
    not_printed_by(printed(("even", "0")), "MainThread")
    with pytest.raises(AssertionError, match=r"^MainThread printed '1'; the threads that it starts are to print"):
        not_printed_by(printed(("even", "0"), ("MainThread", "1")), "MainThread")


def test_together_runs_each_function_in_a_thread_of_that_name_and_waits() -> None:
    """The keywords are the threads' names."""
    names: list[str] = []

    def note() -> None:
        pause()
        names.append(threading.current_thread().name)

    together(plus=note, minus=note)
    assert sorted(names) == ["minus", "plus"]


def test_each_came_once_in_any_order() -> None:
    """Order is no matter; losing, doubling and inventing is."""
    each_came_once(["b", "a"], ["a", "b"])
    with pytest.raises(AssertionError, match=r"^'b' never came; 1 of 2 did$"):
        each_came_once(["a"], ["a", "b"])
    with pytest.raises(AssertionError, match=r"^'a' came 2 times, and was sent once$"):
        each_came_once(["a", "b", "a"], ["a", "b"])
    with pytest.raises(AssertionError, match=r"^None came, and nobody sent it$"):
        each_came_once(["a", None], ["a"])


def test_at_most_stored() -> None:
    """As many as have room, and not one more."""
    at_most_stored(1, room=1)
    with pytest.raises(AssertionError, match=r"^2 items are stored where there is room for 1: whoever puts should"):
        at_most_stored(2, room=1)


def test_outcome_is_the_name_of_the_exception_or_the_word_for_none() -> None:
    """What a prediction is compared with."""
    assert outcome(threading.Condition().notify, otherwise="notifies") == "RuntimeError"
    assert outcome(threading.Lock().acquire, otherwise="acquires") == "acquires"


def test_begin_starts_a_daemon_of_that_name() -> None:
    """A spec that fails leaves it behind without being hung up by it."""
    names: list[str] = []
    thread = begin("helper", lambda: names.append(threading.current_thread().name))
    thread.join()
    assert names == ["helper"]
    assert thread.daemon


def test_eventually_waits_until_it_is_true() -> None:
    """The third look finds it."""
    looks = iter([False, False, True])
    eventually(lambda: next(looks), "the third look finds it", patience=0.2)


def test_eventually_gives_up() -> None:
    """What never comes true is named."""
    with pytest.raises(AssertionError, match=r"^this should have happened by now and has not: pigs fly$"):
        eventually(lambda: False, "pigs fly", patience=0.05)


def test_no_time_since(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever has passed is too much."""
    monkeypatch.setattr("checks.threads.time", SimpleNamespace(monotonic=lambda: 7.5))
    no_time_since(7.5)
    with pytest.raises(AssertionError, match=r"^it took 0\.25 s: nobody has to wait for the clock here$"):
        no_time_since(7.25)
