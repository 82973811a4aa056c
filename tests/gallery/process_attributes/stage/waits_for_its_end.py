"""Wrong: joins, to be sure that it has ended; then it has."""


def stage(process):
    try:
        if process.pid is None:
            return "new"
        process.join()
        return "ended"
    except ValueError:
        return "closed"
