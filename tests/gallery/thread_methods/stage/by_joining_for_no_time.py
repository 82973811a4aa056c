"""Right: joining for no time at all tells a new thread by its exception."""


def stage(thread):
    if thread.is_alive():
        return "running"
    try:
        thread.join(timeout=0)
    except RuntimeError:
        return "new"
    return "ended"
