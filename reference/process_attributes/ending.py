"""How a process has ended."""

import signal
from multiprocessing.process import BaseProcess


def ending(process: BaseProcess) -> str:
    """Return in words what the exit code of *process* says."""
    code = process.exitcode
    if code is None:
        return "has not ended"
    if code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"failed with {code}" if code else "ended well"
