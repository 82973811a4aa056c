"""Wrong: the document's `isAlive`, which Python 3.9 took away."""


def stage(thread):
    if thread.isAlive():
        return "running"
    return "ended" if thread.ident else "new"
