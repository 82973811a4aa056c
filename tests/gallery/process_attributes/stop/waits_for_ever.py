"""Wrong: waits without end for one that does not listen."""


def stop(process, patience):
    process.terminate()
    process.join()
    return process.exitcode
