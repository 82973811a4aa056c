"""Wrong: what is not alive has ended; a thread that was never started is not alive either."""


def stage(thread):
    return "running" if thread.is_alive() else "ended"
