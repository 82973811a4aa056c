"""A pool that is put away, whatever happens."""

import os

import pytest

import checks

pytestmark = pytest.mark.real


def work(spans, name):
    """Do a task that takes a while."""
    with spans.inside(name):
        checks.linger()


def meet(spans, name):
    """Do a task together with another one."""
    with spans.inside(name):
        spans.meet(2)


def go_on_for_ever(spans):
    """Do a task that comes to no end."""
    spans.point("endless task begins")
    spans.wait_for("something that never happens")


class BurntError(Exception):
    """Something that goes wrong in the block."""


def test_it_is_a_pool(kata):
    """Tasks can be submitted, and their results asked for."""
    with kata.careful_pool(1) as pool:
        assert pool.apply_async(abs, (-3,)).get() == 3


def test_it_has_as_many_processes_as_told(kata, tmp_path):
    """Two tasks that wait for each other, in two processes."""
    spans = checks.ProcessSpans(tmp_path)
    with kata.careful_pool(2) as pool:
        pool.apply_async(meet, (spans, "the first task"))
        pool.apply_async(meet, (spans, "the second task"))
    checks.own_process_for_each(spans, "the first task", "the second task")


def test_tasks_are_done_that_nobody_asks_for(kata, tmp_path):
    """The block is over long before the tasks, and they are done all the same."""
    spans = checks.ProcessSpans(tmp_path)
    with kata.careful_pool(2) as pool:
        for name in ("the first task", "the second task"):
            pool.apply_async(work, (spans, name))
    checks.everybody_left(spans, "the first task", "the second task")


def test_the_processes_have_ended(kata):
    """After the block nobody is left."""
    with kata.careful_pool(2) as pool:
        pids = pool.map(get_pid, range(4))
    assert os.getpid() not in pids
    checks.all_joined()


def get_pid(_):
    """Return the number of this process."""
    return os.getpid()


def test_no_more_tasks(kata):
    """After the block the pool takes none."""
    with kata.careful_pool(1) as pool:
        pass
    checks.refuses(ValueError, lambda: pool.apply_async(abs, (-3,)), "a task after the block")


def test_after_an_exception_nothing_is_waited_for(kata, tmp_path):
    """A task that comes to no end, and an exception in the block: it is broken off, and the exception comes out."""
    spans = checks.ProcessSpans(tmp_path)
    pools = []

    def burn():
        with kata.careful_pool(1) as pool:
            pools.append(pool)
            pool.apply_async(go_on_for_ever, (spans,))
            spans.wait_for("endless task begins")
            raise BurntError("cake")

    checks.refuses(BurntError, burn, "an exception in the block")
    checks.all_joined()
    checks.refuses(ValueError, lambda: pools[0].apply_async(abs, (-3,)), "a task after the block")


def test_a_task_that_fails_is_none_of_its_business(kata):
    """Who does not ask for a result does not get its exception."""
    with kata.careful_pool(1) as pool:
        pool.apply_async(int, ("three",))
    checks.all_joined()
