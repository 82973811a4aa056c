"""Wrong: finds out whether it can be started by starting it."""


def stage(thread):
    if thread.is_alive():
        return "running"
    try:
        thread.start()
    except RuntimeError:
        return "ended"
    return "new"
