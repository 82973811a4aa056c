import pytest

import checks


def call(word):
    """Return what calls out a word; it takes a moment."""

    def said():
        checks.pause()
        print(word)

    return said


def call_number(number):
    """Call out a number; it takes a moment."""
    checks.pause()
    print(number)


def play(game):
    """Let four threads play."""
    checks.together(
        fizzbuzz=lambda: game.fizzbuzz(call("fizzbuzz")),
        buzz=lambda: game.buzz(call("buzz")),
        fizz=lambda: game.fizz(call("fizz")),
        number=lambda: game.number(call_number),
    )


def called(limit):
    """Return what is to be heard."""
    words = {(True, True): "fizzbuzz", (True, False): "fizz", (False, True): "buzz"}
    return [words.get((number % 3 == 0, number % 5 == 0), str(number)) for number in range(1, limit + 1)]


@pytest.mark.explore(schedules=150)
@pytest.mark.parametrize("limit", [0, 1, 3, 6])
def test_in_order(kata, printed, limit):
    """Each number once, by the one whose it is; then all go home."""
    play(kata.FizzBuzz(limit))
    checks.in_order(printed.lines, called(limit))


@pytest.mark.explore(schedules=20)
@pytest.mark.parametrize("limit", [15, 31])
def test_as_far_as_both(kata, printed, limit):
    """15 and 30 can be divided by both."""
    play(kata.FizzBuzz(limit))
    checks.in_order(printed.lines, called(limit))


@pytest.mark.explore(clock="any", schedules=100)
def test_order_does_not_hang_on_sleeping(kata, printed):
    """A thread may be late at any place: no order comes from sleeping."""
    play(kata.FizzBuzz(5))
    checks.in_order(printed.lines, called(5))


def test_one_player_alone(kata, printed):
    """For the first two numbers one player is enough; the others need not be there yet."""
    kata.FizzBuzz(2).number(call_number)
    checks.in_order(printed.lines, ["1", "2"])
