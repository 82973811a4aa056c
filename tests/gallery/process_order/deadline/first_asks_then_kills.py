"""Right: asks first, and kills only who does not listen."""

from multiprocessing import Process


def run_at_most(work, seconds):
    process = Process(target=work, daemon=True)
    process.start()
    process.join(timeout=seconds)
    if not process.is_alive():
        return process.exitcode
    for end in (process.terminate, process.kill):
        end()
        process.join(0.1)
    process.join()
    return None
