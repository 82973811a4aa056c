"""One counter for several processes."""

from multiprocessing import Process

import pytest

import checks

pytestmark = pytest.mark.real

#: So often a process adds 1, unless it has come across the other one often enough before.
ROUNDS = 50_000
#: So often it has come across the other one: somebody has added between its own looking, adding and looking again.
ENOUGH = 300
#: After so many times it looks whether the other one is still there.
LOOK = 100


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


def test_nothing_gets_lost(kata, tmp_path):
    """Two processes add 1, again and again, at the same time: in the end everything that was added is there."""
    counter, spans = kata.Counter(), checks.ProcessSpans(tmp_path)
    run(*(Process(target=add_often, args=(counter, spans, name)) for name in ("one", "other")))
    added = sum(int(str(point)) for point in spans.points)
    lost = added - counter.value
    assert lost == 0, f"{added} times 1 was added, and {lost} of them got lost"


def somebody_has_ended(spans):
    """Return whether one of the two is done: alone there is nobody who could take something from the other one."""
    return any(mark.kind == "ends" for mark in spans.marks)


def add_often(counter, spans, name):
    """Add 1 until the other one has come in between often enough, or has ended; write down how often it was added."""
    added = met = 0
    with spans.inside(name):
        spans.meet(2)
        while added < ROUNDS and met < ENOUGH and (added % LOOK or not somebody_has_ended(spans)):
            before = counter.value
            counter.add(1)
            added += 1
            met += counter.value != before + 1
    spans.point(added)
