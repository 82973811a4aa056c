"""Each thread counts for itself, and in the end there is one total."""

import threading

import checks


def test_nothing_counted(kata):
    """Nobody has added anything."""
    tally = kata.Tally()
    assert [tally.mine(), tally.total()] == [0, 0]


def test_one_thread(kata):
    """What this thread counts is its own, and all there is."""
    tally = kata.Tally()
    tally.add(2)
    tally.add(3)
    assert [tally.mine(), tally.total()] == [5, 5]


def test_each_thread_counts_for_itself(kata):
    """Two threads add, and then both look."""
    tally = kata.Tally()
    seen = {}
    both_have_added = threading.Barrier(2)

    def count(name, amounts):
        for amount in amounts:
            tally.add(amount)
        both_have_added.wait()
        seen[name] = tally.mine()

    checks.together(ann=lambda: count("ann", [1, 1]), bob=lambda: count("bob", [10]))
    assert seen == {"ann": 2, "bob": 10}


def test_the_total_of_all(kata):
    """Nothing gets lost on the way to the total: not what the threads did, which have ended, nor what main did."""
    tally = kata.Tally()
    tally.add(100)

    def count(amount):
        tally.add(amount)
        tally.add(amount)

    checks.together(ann=lambda: count(1), bob=lambda: count(10))
    total = tally.total()
    assert total == 122, f"100 + 1 + 1 + 10 + 10 have been counted, and the total is {total}"
    assert tally.mine() == 100, "main has counted 100 itself"


def test_the_total_is_the_same_for_everybody(kata):
    """Also a thread that has counted nothing sees what the others did."""
    tally = kata.Tally()
    tally.add(7)
    seen = []
    checks.together(other=lambda: seen.append((tally.mine(), tally.total())))
    assert seen == [(0, 7)]


def test_two_threads_of_one_name(kata):
    """Names of threads are for people; two threads may have the same."""
    tally = kata.Tally()
    threads = [threading.Thread(target=tally.add, args=(amount,), name="worker") for amount in (1, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally.total() == 11


def test_one_thread_after_the_other(kata):
    """Each begins with 0, and the total keeps what all before have counted."""
    tally = kata.Tally()
    seen = []

    def count(amount):
        seen.append(tally.mine())
        tally.add(amount)

    checks.together(first=lambda: count(1))
    checks.together(second=lambda: count(10))
    assert seen == [0, 0]
    assert tally.total() == 11


def test_two_tallies_do_not_mix(kata):
    """Each object counts for itself."""
    apples, pears = kata.Tally(), kata.Tally()
    apples.add(3)
    pears.add(4)
    assert [apples.mine(), apples.total(), pears.mine(), pears.total()] == [3, 3, 4, 4]
