"""Wrong: does not ask; who wanted to tidy up cannot."""


def stop(process, patience):
    process.kill()
    process.join()
    return process.exitcode
