"""Right: asks the system whether the sentinel is ready, and the library for the rest."""

import multiprocessing
from multiprocessing.connection import wait


def stage(process):
    if process is multiprocessing.current_process():
        return "running"
    try:
        if process.ident is None:
            return "new"
        return "ended" if wait([process.sentinel], timeout=0) else "running"
    except ValueError:
        return "closed"
