"""What `Scores` have to do."""

import multiprocessing
from multiprocessing import Process

import pytest

import checks

pytestmark = pytest.mark.real


def add(amount):
    """Return a change that adds."""
    return lambda number: number + amount


def test_it_begins_with_zeros(kata):
    """As many as asked for."""
    assert kata.Scores(3).all() == [0, 0, 0]


def test_an_update_changes_one_number(kata):
    """That one, and no other; what comes back is a plain list."""
    scores = kata.Scores(3)
    scores.update(1, add(5))
    scores.update(1, add(-7))
    assert scores.all() == [0, -2, 0]
    assert type(scores.all()) is list


def test_large_numbers(kata):
    """More points than there are people."""
    scores = kata.Scores(1)
    scores.update(0, add(6_000_000_000_000_000_000))
    assert scores.all() == [6_000_000_000_000_000_000]


def test_two_boards_are_two(kata):
    """What is written on one is not on the other."""
    one, other = kata.Scores(1), kata.Scores(1)
    one.update(0, add(1))
    assert (one.all(), other.all()) == ([1], [0])


def play(scores, place, points):
    """Win some points, in another process."""
    scores.update(place, add(points))


def test_what_children_write_is_there(kata):
    """Two of them, one after the other, on two places; and the parent in between."""
    scores = kata.Scores(2)
    for place, points in ((0, 10), (1, 20)):
        child = Process(target=play, args=(scores, place, points))
        child.start()
        child.join()
        scores.update(place, add(1))
    assert scores.all() == [11, 21]


def play_meanwhile(scores, spans):
    """Win ten points, as soon as the other one has read the number."""
    spans.point("ready")
    spans.wait_for("the number was read")
    scores.update(0, add(10))


def meet_while_one_changes_the_number(kata, spans):
    """This process has read the number. Now the other one comes, as far as it can; then this one writes."""
    scores = kata.Scores(1)
    other = Process(target=play_meanwhile, args=(scores, spans), name="other")
    other.start()
    spans.wait_for("ready")

    def add_slowly(number):
        spans.point("the number was read")
        checks.until_quiet(other.pid)
        return number + 1

    scores.update(0, add_slowly)
    other.join()
    (total,) = scores.all()
    assert total == 11, f"1 and 10 were added to 0, and {total} is there: an update got lost"


def test_nobody_comes_in_between(kata, tmp_path):
    """Between the reading and the writing of a number."""
    meet_while_one_changes_the_number(kata, checks.ProcessSpans(tmp_path))


def test_where_processes_are_spawned(kata, tmp_path):
    """A new process inherits nothing: it needs the board, and what keeps others out has to be the same for both."""
    multiprocessing.set_start_method("spawn", force=True)
    meet_while_one_changes_the_number(kata, checks.ProcessSpans(tmp_path))


def play_elsewhere_meanwhile(scores, spans):
    """Win ten points at another place, as soon as the other one has read its number."""
    spans.point("ready")
    spans.wait_for("the number was read")
    scores.update(1, add(10))
    spans.point("updated another place")


def test_nobody_updates_another_place_meanwhile(kata, tmp_path):
    """This process has read the first number. The other one wants to update the second one, and has to wait."""
    scores, spans = kata.Scores(2), checks.ProcessSpans(tmp_path)
    other = Process(target=play_elsewhere_meanwhile, args=(scores, spans), name="other")
    other.start()
    spans.wait_for("ready")
    meanwhile = []

    def add_slowly(number):
        spans.point("the number was read")
        checks.until_quiet(other.pid)
        meanwhile.append(spans.happened("updated another place"))
        return number + 1

    scores.update(0, add_slowly)
    other.join()
    assert meanwhile == [False], "another place of the board was updated between the reading and the writing"
    assert scores.all() == [1, 10]


def test_who_stumbles_keeps_nobody_out(kata):
    """After an exception the number is as it was, and another process may go on."""
    scores = kata.Scores(1)
    scores.update(0, add(1))
    with pytest.raises(ZeroDivisionError):
        scores.update(0, lambda number: number // 0)
    child = Process(target=play, args=(scores, 0, 10), name="player")
    child.start()
    child.join()
    assert scores.all() == [11]
