"""Make threads lose updates, every time and without luck."""

import threading

import pytest


class Counter:
    """The counter that is to lose updates. It remembers who has incremented it."""

    def __init__(self):
        self.value = 0
        self.between = None
        self.callers = []
        self.written = []

    def increment(self):
        """Add 1: read, then write, and in between whatever the learner put there."""
        seen = self.value
        if self.between is not None:
            self.between()
        self.value = seen + 1
        self.callers.append(threading.current_thread())
        self.written.append(seen + 1)


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_all_increment_and_one_is_left(kata, threads):
    """Each thread reads 0, adds 1 and writes 1."""
    counter = Counter()
    kata.lose_updates(counter, threads)
    assert len(counter.callers) == threads, "each thread is to increment once"
    assert len(set(counter.callers)) == threads, "each increment is to come from a thread of its own"
    assert threading.current_thread() not in counter.callers, "the threads are to increment, not their starter"
    assert counter.written == [1] * threads, "all threads are to read 0 before any of them writes"
    assert counter.value == 1


@pytest.mark.explore(clock="any")
def test_no_luck_is_needed(kata):
    """Sleeping is luck: a thread may wake up at any moment."""
    counter = Counter()
    kata.lose_updates(counter, 2)
    assert counter.value == 1


@pytest.mark.explore(all_joined=True)
def test_all_threads_have_ended(kata):
    """When `lose_updates` returns, its threads are gone."""
    kata.lose_updates(Counter(), 2)
