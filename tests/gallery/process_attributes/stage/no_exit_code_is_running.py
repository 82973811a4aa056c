"""Wrong: without an exit code it is running; a new one has none either."""


def stage(process):
    try:
        return "running" if process.exitcode is None else "ended"
    except ValueError:
        return "closed"
