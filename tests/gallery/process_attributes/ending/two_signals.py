"""Wrong: knows two signals only."""


def ending(process):
    code = process.exitcode
    if code is None:
        return "has not ended"
    if code == 0:
        return "ended well"
    if code == -15:
        return "killed by SIGTERM"
    if code == -9:
        return "killed by SIGKILL"
    return f"failed with {code}"
