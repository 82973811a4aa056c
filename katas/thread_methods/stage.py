"""How far a thread is with its life."""

import threading


def stage(thread: threading.Thread) -> str:
    """Return "new", "running" or "ended".

    "new": it has not been started yet. "running": it has been, and has not ended. "ended": it has.
    """
    raise NotImplementedError
