"""Wrong: whoever is not alive has ended well, as long as it was not killed."""

import signal


def ending(process):
    if process.is_alive():
        return "has not ended"
    if process.exitcode is not None and process.exitcode < 0:
        return f"killed by {signal.Signals(-process.exitcode).name}"
    return "ended well"
