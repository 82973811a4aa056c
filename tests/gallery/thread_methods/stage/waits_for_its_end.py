"""Wrong: joins to see whether it has ended: then it has; and nobody can join itself."""


def stage(thread):
    if thread.ident is None:
        return "new"
    thread.join()
    return "ended"
