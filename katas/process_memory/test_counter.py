"""One counter for several processes."""

from multiprocessing import Process

import pytest

import checks

pytestmark = pytest.mark.real


def run(*processes):
    """Start these processes, and wait until they have ended."""
    for process in processes:
        process.start()
    for process in processes:
        process.join()


def test_it_begins_where_it_is_told(kata):
    """At 0, or at what it was made with."""
    assert kata.Counter().value == 0
    assert kata.Counter(100).value == 100


def test_it_adds(kata):
    """In one process, and less than nothing as well."""
    counter = kata.Counter(100)
    counter.add(6)
    counter.add(-9)
    assert counter.value == 97


def test_the_parent_sees_what_a_child_adds(kata):
    """After join it is there."""
    counter = kata.Counter(100)
    run(Process(target=counter_add, args=(counter, 1)))
    assert counter.value == 101


def counter_add(counter, amount):
    """Add, in another process."""
    counter.add(amount)


def test_a_child_sees_what_the_parent_adds(kata, tmp_path):
    """Also what it adds while the child is running."""
    counter, spans = kata.Counter(100), checks.ProcessSpans(tmp_path)
    child = Process(target=see_twice, args=(counter, spans))
    child.start()
    spans.wait_for("sees 100 at first")
    counter.add(1)
    spans.point("the parent has added 1")
    child.join()
    assert spans.points[-1] == "sees 101 then"


def see_twice(counter, spans):
    """Look at the counter before the parent adds, and after it."""
    spans.point(f"sees {counter.value} at first")
    spans.wait_for("the parent has added 1")
    spans.point(f"sees {counter.value} then")


def test_siblings_count_together(kata):
    """Two children, one after the other: the second one goes on where the first one left off."""
    counter = kata.Counter(100)
    run(Process(target=counter_add, args=(counter, 1)))
    run(Process(target=counter_add, args=(counter, 10)))
    assert counter.value == 111


def test_two_counters_are_two(kata):
    """Who adds to one does not change the other."""
    one, other = kata.Counter(1), kata.Counter(2)
    run(Process(target=counter_add, args=(one, 10)))
    assert (one.value, other.value) == (11, 2)


def test_large_numbers(kata):
    """As many as there are grains of sand on a beach."""
    counter = kata.Counter(3_000_000_000)
    run(Process(target=counter_add, args=(counter, 6_000_000_000_000_000_000)))
    assert counter.value == 6_000_000_003_000_000_000


class Slow(int):
    """A number that takes its time when it is added, or asked what it is: until the others can do no more."""

    number: int
    spans: checks.ProcessSpans

    def __new__(cls, number, spans):
        """Have the worth of *number*."""
        slow = super().__new__(cls, number)
        slow.number, slow.spans = number, spans
        return slow

    def __int__(self):
        """Be asked, where a number was read perhaps, and not written yet."""
        self.spans.point("on its way")
        checks.let_others_go_on()
        return self.number

    def __radd__(self, other):
        """Be added to what was read."""
        return other + int(self)

    __add__ = __radd__

    def __reduce__(self):
        """Be sent as a plain number."""
        return int, (self.number,)


def add_slowly(counter, spans):
    """Add 1, and take a while between reading and writing; who adds somewhere else takes as long as he likes."""
    counter.add(Slow(1, spans))
    spans.point("on its way")


def test_nothing_gets_lost(kata, tmp_path):
    """A child is adding 1. When it has read the number, the parent adds 10, or waits; then the child goes on."""
    counter, spans = kata.Counter(), checks.ProcessSpans(tmp_path)
    child = Process(target=add_slowly, args=(counter, spans))
    child.start()
    spans.wait_for("on its way")
    counter.add(10)
    child.join()
    value = counter.value
    assert value == 11, f"the parent added 10 while a child was adding 1, and the counter says {value}: one got lost"
