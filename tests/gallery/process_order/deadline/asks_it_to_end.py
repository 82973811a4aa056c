"""Wrong: terminate() sends SIGTERM, which a process can ignore; then join waits for ever."""

from multiprocessing import Process


def run_at_most(work, seconds):
    process = Process(target=work)
    process.start()
    process.join(seconds)
    if process.is_alive():
        process.terminate()
        process.join()
        return None
    return process.exitcode
