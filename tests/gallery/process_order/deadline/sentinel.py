"""Right: waits for the sentinel, which is ready when the process has ended."""

import multiprocessing
from multiprocessing import connection


def run_at_most(work, seconds):
    worker = multiprocessing.Process(target=work)
    worker.start()
    in_time = bool(connection.wait([worker.sentinel], seconds))
    if not in_time:
        worker.kill()
    worker.join()
    code = worker.exitcode
    worker.close()
    return code if in_time else None
