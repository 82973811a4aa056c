"""What do the attributes and methods of a process do? Say it first; the spec then tries it out and compares.

Each function returns your answer to one question: fill in a value, no processes are needed. The programs stand in
`test_predict.py`, one for each question. Where an exception might be raised, answer with its name alone, such as
"KeyError", or with "nothing happens".
"""


def pid_before_the_start() -> object:
    """Return `process.pid` of a process that was made, and not started."""
    raise NotImplementedError


def exitcode_while_it_runs() -> object:
    """Return `process.exitcode` of a process that is at work."""
    raise NotImplementedError


def exitcode_after_an_exception() -> object:
    """Return `process.exitcode` of a process whose target raised a ValueError."""
    raise NotImplementedError


def exitcode_after_exit() -> object:
    """Return `process.exitcode` of a process whose target called `sys.exit(3)`."""
    raise NotImplementedError


def exitcode_after_terminate() -> object:
    """Return `process.exitcode` after `process.terminate()` and `process.join()`."""
    raise NotImplementedError


def alive_right_after_terminate() -> bool:
    """Return `process.is_alive()` right after `terminate()`, for a process that tidies up when it gets the signal."""
    raise NotImplementedError


def finally_after_terminate() -> str:
    """A process is in a `try` block when it is terminated. Return "runs" or "is skipped", for its `finally` block."""
    raise NotImplementedError


def join_with_a_timeout() -> object:
    """Return what `process.join(timeout=0.01)` returns for a process that goes on for long after that."""
    raise NotImplementedError


def alive_after_that() -> bool:
    """Return what `process.is_alive()` returns right after that `join`."""
    raise NotImplementedError


def start_twice() -> str:
    """A process was started and has ended; `start()` is called once more."""
    raise NotImplementedError


def join_before_start() -> str:
    """`join()` is called for a process that was never started."""
    raise NotImplementedError


def daemon_after_start() -> str:
    """A process is at work; `process.daemon = True` is said."""
    raise NotImplementedError


def child_of_a_daemon() -> str:
    """A daemon process starts a process."""
    raise NotImplementedError


def close_while_it_runs() -> str:
    """A process is at work; `process.close()` is called."""
    raise NotImplementedError


def alive_after_close() -> str:
    """A process has ended and is closed; `process.is_alive()` is called."""
    raise NotImplementedError


def run_instead_of_start() -> str:
    """`process.run()` is called. Return "caller" or "new process", for where the target runs."""
    raise NotImplementedError


def killed_parent() -> str:
    """A program has started a daemon, and is killed (SIGKILL). Return "ends" or "lives on", for the daemon."""
    raise NotImplementedError
