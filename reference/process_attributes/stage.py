"""How far a process is with its life."""

from multiprocessing.process import BaseProcess


def stage(process: BaseProcess) -> str:
    """Return "new", "running", "ended" or "closed"."""
    try:
        alive = process.is_alive()
    except ValueError:  # it is closed, and answers no questions
        return "closed"
    if process.pid is None:  # it gets its number when it starts, and keeps it
        return "new"
    return "running" if alive else "ended"
