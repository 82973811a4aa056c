"""Stop a process: ask first, then insist."""

from multiprocessing.process import BaseProcess


def stop(process: BaseProcess, patience: float) -> int | None:
    """Ask *process* to end (SIGTERM), wait for *patience* seconds at most, and kill it if it still runs then.

    Return its exit code when it has ended, and not before; it is joined then. If it ends within the time, do not
    wait any longer. If it has ended already, just return its exit code.

    process: has been started.
    """
    raise NotImplementedError
