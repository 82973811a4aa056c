"""Wrong: starts it, to see whether that goes."""


def stage(process):
    try:
        if process.is_alive():
            return "running"
        process.start()
    except ValueError:
        return "closed"
    except AssertionError:
        return "ended"
    return "new"
