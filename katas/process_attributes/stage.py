"""How far a process is with its life."""

from multiprocessing.process import BaseProcess


def stage(process: BaseProcess) -> str:
    """Return "new", "running", "ended" or "closed".

    "new": it has not been started yet. "running": it has been, and has not ended. "ended": it has, however. "closed":
    `process.close()` was called, and nothing can be asked any more. Only look: wait for nothing, change nothing.

    process: a child of this process, or this process itself (`multiprocessing.current_process()`).
    """
    raise NotImplementedError
