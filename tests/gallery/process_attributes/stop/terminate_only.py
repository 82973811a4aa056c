"""Wrong: asks, and does not wait for an answer: terminate does not stop at once."""


def stop(process, patience):
    process.terminate()
    return process.exitcode
