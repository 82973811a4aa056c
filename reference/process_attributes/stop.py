"""Stop a process: ask first, then insist."""

from multiprocessing.process import BaseProcess


def stop(process: BaseProcess, patience: float) -> int | None:
    """Ask *process* to end, wait for *patience* seconds at most, and kill it if it still runs then."""
    process.terminate()  # only asks, and returns at once
    process.join(patience)
    if process.is_alive():  # join does not say whether it was in time
        process.kill()
        process.join()
    return process.exitcode
