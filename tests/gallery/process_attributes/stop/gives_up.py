"""Wrong: when the time is over it gives up, and the stubborn one runs on."""


def stop(process, patience):
    process.terminate()
    process.join(patience)
    return process.exitcode
