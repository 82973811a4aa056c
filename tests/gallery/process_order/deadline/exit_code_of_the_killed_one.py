"""Wrong: returns -9 for a process that it has killed itself."""

from multiprocessing import Process


def run_at_most(work, seconds):
    process = Process(target=work)
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode
