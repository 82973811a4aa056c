"""Many processes at the same time, and what comes out of all of them."""

import functools
import multiprocessing

import pytest

import checks

pytestmark = pytest.mark.real

NAMES = ["ann", "bob", "eve", "joe"]
#: Bytes: more than a pipe holds.
MUCH = 1 << 17


def meet(spans, count, name):
    """Go on only when so many are there; say who you are."""
    with spans.inside(name):
        spans.meet(count)
    return f"{name} in {multiprocessing.current_process().name}"


def shout(name):
    """Return the name, loud."""
    return name.upper()


def say_much(name):
    """Return more than a pipe holds."""
    return name * MUCH


def backwards(spans, names, name):
    """Return when what the one who comes after has returned has arrived: so they end in the opposite order."""
    place = names.index(name)
    if name != names[-1]:
        spans.wait_for(names[place + 1])
        checks.let_others_go_on()
    spans.point(name)
    return place


def fail(spans, names, name):
    """Fail, unless you are the last one; that one is at work until the others have failed."""
    if name != names[-1]:
        spans.point(f"{name} fails")
        raise LookupError(f"{name} is not at home")
    for other in names[:-1]:
        spans.wait_for(f"{other} fails")
    spans.point(f"{name} has ended")


def test_all_results(kata):
    """For each name what the function returned, in the order of the names."""
    answer = kata.run_crew(shout, ["bob", "ann"])
    assert answer, f"run_crew returned {answer!r}: did the results stay with the processes that found them?"
    checks.in_order(answer.items(), [("bob", "BOB"), ("ann", "ANN")])


def test_four_at_the_same_time(kata, tmp_path):
    """Nobody goes on before all four are at work."""
    spans = checks.ProcessSpans(tmp_path)
    kata.run_crew(functools.partial(meet, spans, 4), NAMES)
    checks.own_process_for_each(spans, *NAMES)
    checks.everybody_left(spans, *NAMES)


def test_each_process_has_its_name(kata, tmp_path):
    """Whoever asks over there learns the name that was given here."""
    spans = checks.ProcessSpans(tmp_path)
    answer = kata.run_crew(functools.partial(meet, spans, 2), ["ann", "bob"])
    checks.in_order(answer.values(), ["ann in ann", "bob in bob"])


def test_the_order_in_which_they_end_does_not_matter(kata, tmp_path):
    """The last one ends first; the results belong to the right names all the same."""
    spans = checks.ProcessSpans(tmp_path)
    answer = kata.run_crew(functools.partial(backwards, spans, NAMES[:3]), NAMES[:3])
    checks.in_order(spans.points, ["eve", "bob", "ann"])
    checks.in_order(answer.items(), [("ann", 0), ("bob", 1), ("eve", 2)])


def test_all_are_joined(kata):
    """When the results are there, nobody is left."""
    kata.run_crew(shout, ["ann", "bob"])
    checks.all_joined()


def test_large_results(kata):
    """More than a pipe holds, from each of them."""
    answer = kata.run_crew(say_much, ["a", "b"])
    assert [len(text) for text in answer.values()] == [MUCH, MUCH]


def test_the_first_exception_comes_out_when_all_have_ended(kata, tmp_path):
    """One who fails does not leave the others alone."""
    spans = checks.ProcessSpans(tmp_path)
    with pytest.raises(LookupError, match=r"^'?ann is not at home"):
        kata.run_crew(functools.partial(fail, spans, NAMES[:3]), NAMES[:3])
    checks.all_joined()
    assert spans.happened("eve has ended"), (
        "ann has failed, and eve has not done her work: her process was never started, or was broken off"
    )


def test_nobody(kata):
    """No names, no processes, no results."""
    assert kata.run_crew(shout, []) == {}
