"""Wrong: kills the process, and does not wait until it is gone."""

from multiprocessing import Process


def run_at_most(work, seconds):
    process = Process(target=work)
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.kill()
        return None
    return process.exitcode
