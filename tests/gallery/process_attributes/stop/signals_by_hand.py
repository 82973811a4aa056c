"""Right: sends the signals itself, the gentle one first."""

import os
import signal


def stop(process, patience):
    for number, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, None)):
        if process.exitcode is None:
            os.kill(process.pid, number)
        process.join(seconds)
        if process.exitcode is not None:
            break
    return process.exitcode
