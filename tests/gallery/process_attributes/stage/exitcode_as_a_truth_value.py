"""Wrong: an exit code of 0 is taken for none."""


def stage(process):
    try:
        if process.pid is None:
            return "new"
        return "ended" if process.exitcode else "running"
    except ValueError:
        return "closed"
