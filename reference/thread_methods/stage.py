"""How far a thread is with its life."""

import threading


def stage(thread: threading.Thread) -> str:
    """Return "new", "running" or "ended"."""
    if thread.ident is None:  # it gets its number when it starts, and keeps it
        return "new"
    return "running" if thread.is_alive() else "ended"
