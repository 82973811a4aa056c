"""Right: by cases."""

from signal import Signals


def ending(process):
    match process.exitcode:
        case None:
            return "has not ended"
        case 0:
            return "ended well"
        case code if code > 0:
            return f"failed with {code}"
        case code:
            return "killed by " + Signals(abs(code)).name
