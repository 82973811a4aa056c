"""Wrong: takes what join returns for an answer; it is None in any case."""

from multiprocessing import Process


def run_at_most(work, seconds):
    process = Process(target=work)
    process.start()
    if process.join(seconds) is None:
        process.kill()
        process.join()
        return None
    return process.exitcode
