"""What does a pool do? Each spec runs one small program and compares what happened with your answer."""

import multiprocessing
import os
from multiprocessing import Pool

import pytest

import checks

pytestmark = pytest.mark.real

NOTHING = "nothing happens"

num = 100
double = lambda number: 2 * number  # noqa: E731 - that is what it is about


@pytest.fixture
def pool():
    """A pool of one process, put away at the end.

    It is closed, not terminated: terminate() may end the process while it hands in a result and holds the lock of the
    queue of results, and the pool then waits for that lock for ever (`Pool._handle_tasks`, Python 3.11 to 3.13).
    """
    pool = Pool(1)
    yield pool
    pool.close()
    pool.join()


@pytest.fixture
def spans(tmp_path):
    """What the processes of the program write down."""
    return checks.ProcessSpans(tmp_path)


def add_one():
    """Change the global variable, and return it."""
    global num  # noqa: PLW0603 - that is what it is about
    num += 1
    return num


def test_join_before_close(kata, pool):
    """The program: `pool.join()`."""
    assert kata.join_before_close() == checks.outcome(pool.join, otherwise=NOTHING)


def test_submit_after_close(kata, pool):
    """The program: `pool.close()`, `pool.apply_async(abs, (-1,))`."""
    pool.close()
    assert kata.submit_after_close() == checks.outcome(lambda: pool.apply_async(abs, (-1,)), otherwise=NOTHING)


def test_pool_of_nobody(kata):
    """The program: `Pool(0)`."""
    assert kata.pool_of_nobody() == checks.outcome(lambda: Pool(0), otherwise=NOTHING)


def test_processes_before_the_first_task(kata):
    """The program: `Pool(3)`."""
    with Pool(3):
        assert kata.processes_before_the_first_task() == len(multiprocessing.active_children())


def test_workers_by_default(kata, monkeypatch):
    """The program: `Pool()`, on a computer that says it has five processors."""
    for name in ("cpu_count", "process_cpu_count"):  # from Python 3.13 on it is the second one that is asked
        monkeypatch.setattr(os, name, lambda: 5, raising=False)
    with Pool():
        assert kata.workers_by_default() == len(multiprocessing.active_children())


def test_failure_that_nobody_asks_for(kata, pool):
    """The program: `pool.apply_async(int, ("three",))`, `pool.close()`, `pool.join()`."""

    def program():
        pool.apply_async(int, ("three",))
        pool.close()
        pool.join()

    assert kata.failure_that_nobody_asks_for() == checks.outcome(program, otherwise=NOTHING)


def test_failure_that_somebody_asks_for(kata, pool):
    """The program: `result = pool.apply_async(int, ("three",))`, `result.get()`."""
    result = pool.apply_async(int, ("three",))
    assert kata.failure_that_somebody_asks_for() == checks.outcome(result.get, otherwise=NOTHING)


def work(spans, number):
    """Do something, and return the number."""
    with spans.inside("work"):
        return number


def test_who_works(kata, pool, spans):
    """The program: `pool.apply_async(work(1))`."""
    pool.apply_async(work(spans, 1))
    assert kata.who_works() == ("parent" if spans.pids("work") == [os.getpid()] else "worker")


def test_result_of_that(kata, pool, spans):
    """The program: `pool.apply_async(work(1)).get()`."""
    result = pool.apply_async(work(spans, 1))
    assert kata.result_of_that() == checks.outcome(result.get, otherwise=NOTHING)


def test_lambda_as_a_task(kata, pool):
    """The program: `pool.apply_async(double, (2,)).get()`."""
    result = pool.apply_async(double, (2,))
    assert kata.lambda_as_a_task() == checks.outcome(result.get, otherwise=NOTHING)


def take_long(spans):
    """Do something, and not before the block is over."""
    spans.point("work begins")
    spans.wait_for("the block is over")
    spans.point("work is done")


def test_left_behind_by_with(kata, spans):
    """The program: `with Pool(1) as pool: pool.apply_async(work)`."""
    with Pool(1) as pool:
        pool.apply_async(take_long, (spans,))
        spans.wait_for("work begins")
    spans.point("the block is over")
    pool.join()
    assert kata.left_behind_by_with() == spans.happened("work is done")


def test_global_number_in_the_parent(kata, pool):
    """The program: `pool.apply_async(add_one).get()`."""
    pool.apply_async(add_one).get()
    assert kata.global_number_in_the_parent() == num


def test_global_number_in_the_next_task(kata, pool):
    """The program: `pool.apply_async(add_one).get()`, twice."""
    pool.apply_async(add_one).get()
    assert kata.global_number_in_the_next_task() == pool.apply_async(add_one).get()
