"""Wrong: who is not alive has ended; so has one that was never started."""


def stage(process):
    try:
        return "running" if process.is_alive() else "ended"
    except ValueError:
        return "closed"
