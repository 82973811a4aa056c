"""Workers that wait for work, and a way to know when all of it is done."""

import threading
import time
from contextlib import closing

import pytest

import checks


class SpoiltError(Exception):
    """An exception that nobody knows but this spec."""


#: What is raised for ("bad", 1), ("bad", 2), ("bad", 3).
FAILURES = {1: ValueError, 2: KeyError, 3: SpoiltError}


def note(delivery):
    """Return a `work` that takes note of what it gets, and takes a little while over it."""

    def work(item):
        delivery.begun(item)
        time.sleep(0.001)
        delivery.done(item)

    return work


def picky(delivery):
    """Return a `work` as `note` makes, which fails with items called "bad", each in its own way."""
    work = note(delivery)

    def picky_work(item):
        name, number = item
        if name == "bad":
            checks.pause()
            raise FAILURES[number](f"cannot work with {item}")
        work(item)

    return picky_work


@pytest.mark.explore(all_joined=True)
def test_everything_submitted_is_done_before_closing(kata):
    """Two workers, three items: when `close` returns, each was worked on once, and the workers are gone."""
    delivery = checks.Delivery()
    workers = kata.Workers(note(delivery), 2, 2)
    for item in delivery.source("a", 3):
        workers.submit(item)
    workers.close()
    checks.each_once(delivery)


@pytest.mark.explore(all_joined=True)
def test_workers_without_work_go_home(kata):
    """Nothing was ever submitted: closing still sends everybody home."""
    kata.Workers(print, 2, 1).close()


def test_done_means_worked_on(kata):
    """What a worker has only taken is not done yet."""
    delivery = checks.Delivery()
    with closing(kata.Workers(note(delivery), 2, 2)) as workers:
        for item in delivery.source("a", 2):
            workers.submit(item)
        workers.wait_until_done()
        checks.each_once(delivery)


def test_nothing_submitted_is_done_already(kata):
    """Who waits for nothing need not wait."""
    with closing(kata.Workers(print, 1, 1)) as workers:
        workers.wait_until_done()


def test_more_after_waiting(kata):
    """After waiting, more is submitted, and waited for again."""
    delivery = checks.Delivery()
    with closing(kata.Workers(note(delivery), 1, 1)) as workers:
        for item in delivery.source("a", 2):
            workers.submit(item)
            workers.wait_until_done()
            checks.each_once(delivery)


def test_a_failed_item_counts_as_done(kata):
    """Its exception ends neither the waiting nor the worker, and `failed` has the item."""
    delivery = checks.Delivery()
    with closing(kata.Workers(picky(delivery), 1, 1)) as workers:
        workers.submit(("bad", 1))
        workers.submit(("good", 1))
        workers.wait_until_done()
        assert workers.failed == [("bad", 1)], "the item that failed should stand in `failed`"
        checks.arrived(delivery, [("good", 1)])


def test_any_exception_is_a_failure(kata):
    """Whatever the work raises, this item has failed, and the worker goes on with the next one."""
    items = [("bad", 1), ("bad", 2), ("bad", 3)]
    delivery = checks.Delivery()
    with closing(kata.Workers(picky(delivery), 1, 2)) as workers:
        for item in [*items, ("good", 1)]:
            workers.submit(item)
        workers.wait_until_done()
        assert sorted(workers.failed, key=repr) == items, "all items that failed should stand in `failed`"
        checks.arrived(delivery, [("good", 1)])


@pytest.mark.explore(all_joined=True)
def test_all_items_fail(kata):
    """Every worker meets failures, and all of them are sent home at the end."""
    items = [("bad", 1), ("bad", 2), ("bad", 3)]
    with closing(kata.Workers(picky(checks.Delivery()), 2, 1)) as workers:
        for item in items:
            workers.submit(item)
        workers.wait_until_done()
        assert sorted(workers.failed, key=repr) == items, "all items that failed should stand in `failed`"


def test_nothing_has_failed(kata):
    """Without a failure `failed` is empty, from the beginning."""
    with closing(kata.Workers(lambda _: checks.pause(), 1, 1)) as workers:
        assert workers.failed == []
        workers.submit("item")
    assert workers.failed == []


def test_submit_waits_while_there_is_no_room(kata):
    """One is being worked on, one waits: the third one has to stay outside until there is room."""
    gate = threading.Event()
    inside = []

    with closing(kata.Workers(lambda _: gate.wait(), 1, 1)) as workers:

        def submit_all():
            for number in (1, 2, 3):
                workers.submit(number)
                inside.append(number)

        submitter = checks.begin("submitter", submit_all)
        try:
            checks.eventually(lambda: len(inside) >= 2, "one item is worked on, and one waits")
            time.sleep(0.01)
            assert inside == [1, 2], "there is room for one to wait, and two were let in"
        finally:
            gate.set()
            submitter.join()


def test_workers_work_side_by_side(kata):
    """Two workers are busy at the same time."""
    spans = checks.Spans()

    def work(item):
        with spans.inside(item):
            spans.meet(2)

    with closing(kata.Workers(work, 2, 2)) as workers:
        workers.submit("first")
        workers.submit("second")
    checks.reaches_together(spans, 2)


def test_two_threads_submit(kata):
    """Nothing gets lost when two threads submit at the same time, and each one's items keep their order."""
    delivery = checks.Delivery()

    with closing(kata.Workers(note(delivery), 1, 1)) as workers:

        def submitter(name):
            for item in delivery.source(name, 2):
                workers.submit(item)

        checks.together(ann=lambda: submitter("ann"), bob=lambda: submitter("bob"))
    checks.each_once(delivery)
    checks.in_order_per_producer(delivery)


def test_two_threads_wait(kata):
    """Both who wait are told."""
    delivery = checks.Delivery()
    with closing(kata.Workers(note(delivery), 1, 1)) as workers:
        for item in delivery.source("a", 1):
            workers.submit(item)
        checks.together(ann=workers.wait_until_done, bob=workers.wait_until_done)
        checks.each_once(delivery)
