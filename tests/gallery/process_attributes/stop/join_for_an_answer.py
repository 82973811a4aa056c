"""Wrong: takes what join returns for an answer; it is always None."""


def stop(process, patience):
    process.terminate()
    if not process.join(patience):
        process.kill()
    return process.exitcode
