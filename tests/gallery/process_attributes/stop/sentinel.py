"""Right: waits for the sentinel, and the exit code says whether it was in time."""

from multiprocessing.connection import wait


def stop(process, patience):
    process.terminate()
    if not wait([process.sentinel], timeout=patience):
        process.kill()
    process.join()
    return process.exitcode
