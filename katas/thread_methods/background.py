"""A thread that keeps the program alive, or one that does not."""

import threading
from collections.abc import Callable


def start_thread(action: Callable[[], object], name: str, *, background: bool) -> threading.Thread:
    """Start a thread that calls `action()`, and return it.

    name: what the thread is called.
    background: whether the program may end while the thread is running (then it is ended with the program). It is as
        the caller says here, whoever the caller is.
    """
    raise NotImplementedError
