"""Wrong: a closed process answers no question."""


def stage(process):
    if process.pid is None:
        return "new"
    return "running" if process.is_alive() else "ended"
