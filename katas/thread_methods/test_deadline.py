"""Wait for many threads, but no longer than so long altogether."""

import time

import checks


def sleeper(name, seconds):
    """Start a thread that sleeps for so long."""
    return checks.begin(name, lambda: time.sleep(seconds))


def test_all_end_in_time(kata):
    """Nobody is left."""
    assert kata.join_all([sleeper("short", 1), sleeper("longer", 2)], 5) == []


def test_who_is_left(kata):
    """Those that are still running come back, in their order."""
    threads = [sleeper("endless", 1000), sleeper("short", 1), sleeper("long", 100)]
    left = kata.join_all(threads, 5)
    checks.in_order([thread.name for thread in left], ["endless", "long"])


def test_the_time_is_for_all_together(kata):
    """Three threads that take too long: after five seconds it is over, not after fifteen."""
    threads = [sleeper(name, 100) for name in ("ann", "bob", "eve")]
    begun = time.monotonic()
    assert len(kata.join_all(threads, 5)) == 3
    waited = time.monotonic() - begun
    assert round(waited, 3) == 5, f"it waited {waited:g} seconds, and 5 were meant for all of them together"


def test_it_does_not_wait_longer_than_necessary(kata):
    """All end within two seconds: nobody sits there for an hour."""
    threads = [sleeper("short", 1), sleeper("longer", 2)]
    waiter = checks.begin("waiter", lambda: kata.join_all(threads, 3600))
    waiter.join(timeout=10)
    assert not waiter.is_alive(), "all threads had ended, and it still waited"


def test_the_last_one_has_time_as_well(kata):
    """The first thread takes nearly all of the time; the second one ends meanwhile."""
    assert kata.join_all([sleeper("long", 4.5), sleeper("short", 4)], 5) == []


def test_just_looking(kata):
    """No time at all: who has ended is not returned, who runs is."""
    short, long = sleeper("short", 1), sleeper("long", 100)
    time.sleep(2)
    assert kata.join_all([short, long], 0) == [long]


def test_nobody_to_wait_for(kata):
    """No threads, nobody left."""
    assert kata.join_all([], 5) == []
