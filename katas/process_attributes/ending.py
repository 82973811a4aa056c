"""How a process has ended."""

from multiprocessing.process import BaseProcess


def ending(process: BaseProcess) -> str:
    """Return in words what the exit code of *process* says.

    "has not ended": not started yet, or still running.
    "ended well": exit code 0.
    "failed with 3": ended by itself with another exit code, which is the number here.
    "killed by SIGTERM": a signal ended it; `signal.Signals(15).name` is "SIGTERM".

    Only look: wait for nothing.
    """
    raise NotImplementedError
