"""What does a pool do? Say it first; the spec then tries it out and compares.

Each function returns your answer to one question: fill in a value, no pool is needed. The programs stand in
`test_predict.py`, one for each question. Where an exception might be raised, answer with its name alone, such as
"KeyError", or with "nothing happens".
"""


def join_before_close() -> str:
    """A pool was made; `pool.join()` is called, without `close()` before it."""
    raise NotImplementedError


def submit_after_close() -> str:
    """`pool.close()` was called; then `pool.apply_async(abs, (-1,))` is."""
    raise NotImplementedError


def pool_of_nobody() -> str:
    """`Pool(0)` is called."""
    raise NotImplementedError


def processes_before_the_first_task() -> int:
    """`Pool(3)` was called, and no task was submitted yet. Return how many processes the pool has."""
    raise NotImplementedError


def workers_by_default() -> int:
    """On a computer with five processors, all of which the program may use, `Pool()` is called.

    Return how many processes the pool has.
    """
    raise NotImplementedError


def failure_that_nobody_asks_for() -> str:
    """A task raises a ValueError: `pool.apply_async(int, ("three",))`; then come `pool.close()` and `pool.join()`."""
    raise NotImplementedError


def failure_that_somebody_asks_for() -> str:
    """The same, and then `result.get()`, where `result` is what `apply_async` has returned."""
    raise NotImplementedError


def who_works() -> str:
    """`result = pool.apply_async(work(1))`, where `work` returns the number that it gets.

    Return who calls `work`: "worker" or "parent".
    """
    raise NotImplementedError


def result_of_that() -> str:
    """The same, and then `result.get()`."""
    raise NotImplementedError


def lambda_as_a_task() -> str:
    """`pool.apply_async(double, (2,)).get()`, where the module says `double = lambda number: 2 * number`."""
    raise NotImplementedError


def left_behind_by_with() -> bool:
    """`with Pool(1) as pool: pool.apply_async(work)`, and there is nothing more in that block.

    `work` takes long. Return whether it will be done.
    """
    raise NotImplementedError


def global_number_in_the_parent() -> int:
    """A module says `num = 100`; a task in a pool says `global num; num += 1`.

    The task has been done. Return what `num` is in the parent.
    """
    raise NotImplementedError


def global_number_in_the_next_task() -> int:
    """The same task is done twice in a pool of one process; it returns `num`. Return what the second one returns."""
    raise NotImplementedError
