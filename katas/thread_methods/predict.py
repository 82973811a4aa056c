"""What do the methods of a thread do? Say it first; the spec then tries it out and compares.

Each function returns your answer to one question: fill in a value, no threads are needed. The programs stand in
`test_predict.py`, one for each question. Where an exception might be raised, answer with its name, or "nothing
happens".
"""


def start_twice() -> str:
    """A thread was started and has ended; `start()` is called once more."""
    raise NotImplementedError


def join_before_start() -> str:
    """`join()` is called for a thread that was never started."""
    raise NotImplementedError


def join_yourself() -> str:
    """A thread calls `threading.current_thread().join()`."""
    raise NotImplementedError


def daemon_after_start() -> str:
    """A thread is running; `thread.daemon = True` is said."""
    raise NotImplementedError


def rename_after_start() -> str:
    """A thread is running; `thread.name = "another name"` is said."""
    raise NotImplementedError


def join_with_a_timeout() -> object:
    """Return what `thread.join(timeout=1)` returns for a thread that goes on for long after that."""
    raise NotImplementedError


def alive_after_that() -> bool:
    """Return what `thread.is_alive()` returns right after that `join`."""
    raise NotImplementedError


def daemon_of_a_daemon() -> bool:
    """A daemon thread makes a new thread, without a word about `daemon`. Return the `daemon` of the new one."""
    raise NotImplementedError


def run_instead_of_start() -> str:
    """The main thread calls `run()` of a thread called "worker". Return the name of the thread that does the work."""
    raise NotImplementedError
