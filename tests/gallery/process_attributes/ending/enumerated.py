"""Right: a table of all signals."""

import signal

ENDINGS = {None: "has not ended", 0: "ended well"}
ENDINGS.update((-number, f"killed by {number.name}") for number in signal.Signals)


def ending(process):
    code = process.exitcode
    return ENDINGS.get(code, f"failed with {code}")
