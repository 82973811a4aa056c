"""Wrong: a thread keeps its number when it has ended."""


def stage(thread):
    return "new" if thread.ident is None else "running"
