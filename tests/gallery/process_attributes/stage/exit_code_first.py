"""Right: from pid and exit code."""

import os


def stage(process):
    try:
        pid = process.pid
    except ValueError:
        return "closed"
    if pid is None:
        return "new"
    if pid == os.getpid():
        return "running"
    return "running" if process.exitcode is None else "ended"
