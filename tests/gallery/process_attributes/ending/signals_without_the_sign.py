"""Wrong: looks for the number of the signal, and a process may end with 15 by itself."""

import signal


def ending(process):
    if process.exitcode is None:
        return "has not ended"
    if process.exitcode == 0:
        return "ended well"
    if abs(process.exitcode) in {9, 15}:
        return f"killed by {signal.Signals(abs(process.exitcode)).name}"
    return f"failed with {process.exitcode}"
