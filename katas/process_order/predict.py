"""What does join do, and what happens without it? Say it first; the spec then tries it out and compares.

Each function returns your answer to one question: fill in a value, no processes are needed. The programs stand in
`test_predict.py`, one for each question. Where an exception might be raised, answer with its name alone, such as
"KeyError", or with "nothing happens".
"""


def join_returns() -> object:
    """A child has ended with exit code 3. Return what `process.join()` returns."""
    raise NotImplementedError


def join_with_a_timeout_returns() -> object:
    """A child is at work for long. Return what `process.join(0.01)` returns."""
    raise NotImplementedError


def exitcode_after_that() -> int | None:
    """Return what `process.exitcode` is right after that `join`."""
    raise NotImplementedError


def join_a_second_time() -> str:
    """A child has ended, and was joined; `join()` is called once more."""
    raise NotImplementedError


def child_without_join_says_its_last_word() -> bool:
    """A process starts a child, does not join it, and comes to the end of its code; the child is still at work.

    Return whether the child will be able to finish its work.
    """
    raise NotImplementedError


def parent_is_there_until_then() -> bool:
    """The same program. Return whether the parent process is still there while the child does its last line."""
    raise NotImplementedError


def daemon_without_join_says_its_last_word() -> bool:
    """The same program, but the child is a daemon (`Process(..., daemon=True)`).

    Return whether the child will be able to finish its work.
    """
    raise NotImplementedError
