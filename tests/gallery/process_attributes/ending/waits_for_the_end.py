"""Wrong: waits for the end, and then it has ended; a new one it cannot wait for."""

import signal


def ending(process):
    process.join()
    code = process.exitcode
    if code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"failed with {code}" if code else "ended well"
