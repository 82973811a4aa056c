"""What a pool does."""


def join_before_close() -> str:
    """A pool that may still get tasks has no end that could be waited for."""
    return "ValueError"


def submit_after_close() -> str:
    """That is what `close` means."""
    return "ValueError"


def pool_of_nobody() -> str:
    """Nobody would ever do the tasks."""
    return "ValueError"


def processes_before_the_first_task() -> int:
    """`Pool` makes the processes; `apply_async` makes a task for them."""
    return 3


def workers_by_default() -> int:
    """One for each processor."""
    return 5


def failure_that_nobody_asks_for() -> str:
    """It lies in the result, and is lost with it."""
    return "nothing happens"


def failure_that_somebody_asks_for() -> str:
    """`get` returns what the task has returned, or raises what it has raised."""
    return "ValueError"


def who_works() -> str:
    """Arguments are evaluated before a function is called: only the number reaches `apply_async`."""
    return "parent"


def result_of_that() -> str:
    """A worker has tried to call the number 1."""
    return "TypeError"


def lambda_as_a_task() -> str:
    """A function is sent by its name, and the name of this one is "<lambda>"."""
    return "PicklingError"


def left_behind_by_with() -> bool:
    """The end of the block calls `terminate`."""
    return False


def global_number_in_the_parent() -> int:
    """The worker has changed its own."""
    return 100


def global_number_in_the_next_task() -> int:
    """The worker stays, and so does what it has changed."""
    return 102
