"""Wrong: None is as false as 0."""

import signal


def ending(process):
    if not process.exitcode:
        return "ended well"
    if process.exitcode < 0:
        return f"killed by {signal.Signals(-process.exitcode).name}"
    return f"failed with {process.exitcode}"
