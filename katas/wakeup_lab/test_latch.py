"""What a `Latch` has to do."""

import time

import pytest

import checks


def test_it_opens_when_the_count_is_down(kata):
    """Two things must happen. After the first one it is still closed."""
    latch = kata.Latch(2)
    told = []
    waiter = checks.begin("waiter", lambda: told.append(latch.wait()))
    time.sleep(1)
    latch.count_down()
    time.sleep(1)
    assert told == [], "somebody went through, and it was counted down once, not twice"
    latch.count_down()
    waiter.join()
    assert told == [True]


def test_who_comes_later_need_not_wait(kata):
    """It was opened when nobody was there, and it is open."""
    latch = kata.Latch(1)
    latch.count_down()
    assert latch.wait() is True
    assert latch.wait(timeout=0) is True
    assert latch.wait(timeout=5) is True


def test_open_from_the_beginning(kata):
    """Nothing has to happen."""
    assert kata.Latch(0).wait() is True


def test_once_too_often(kata):
    """It is open and stays open, however often it is counted down."""
    latch = kata.Latch(1)
    for _ in range(3):
        latch.count_down()
    assert latch.wait(timeout=5) is True


@pytest.mark.explore(all_joined=True)
def test_everybody_goes_through(kata):
    """Two threads wait, two count down, in any order."""
    latch, told = kata.Latch(2), []
    checks.together(
        ann=lambda: told.append(latch.wait()),
        bob=lambda: told.append(latch.wait()),
        one=latch.count_down,
        other=latch.count_down,
    )
    assert told == [True, True]


def test_patience_ends(kata):
    """Who waits for five seconds in vain is told so after five seconds."""
    begun = time.monotonic()
    assert kata.Latch(1).wait(timeout=5) is False
    assert time.monotonic() - begun == pytest.approx(5)


def test_just_to_look(kata):
    """Without any patience one is told at once: closed after the first one of two, open after the second one."""
    latch, begun = kata.Latch(2), time.monotonic()
    for is_open in (False, False, True):
        assert latch.wait(timeout=0) is is_open
        latch.count_down()
    assert time.monotonic() == begun, "who has no patience does not wait"


def test_patience_is_not_renewed(kata):
    """After six seconds it is counted down, and not for the last time. Ten seconds of patience are ten seconds."""
    latch, begun, told = kata.Latch(2), time.monotonic(), []
    waiter = checks.begin("waiter", lambda: told.append((latch.wait(timeout=10), time.monotonic() - begun)))
    time.sleep(6)
    latch.count_down()
    waiter.join()
    ((is_open, seconds),) = told
    assert is_open is False
    assert seconds == pytest.approx(10), "who waits at most ten seconds is told after ten seconds"


@pytest.mark.explore(spurious=True, hammer=False)
def test_a_wait_may_return_without_a_notify(kata):
    """Whoever wakes up for no reason finds it closed, and waits on."""
    latch, spans = kata.Latch(1), checks.Spans()

    def wait():
        latch.wait()
        spans.point("through")

    def count_down():
        spans.point("counts down")
        latch.count_down()

    checks.together(waiter=wait, counter=count_down)
    checks.in_order(spans.points, ["counts down", "through"])
