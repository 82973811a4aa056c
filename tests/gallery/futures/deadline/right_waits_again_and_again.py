"""wait, for the first of those that are left, until the moment has come."""

import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def report_until(tasks, workers, seconds, report):
    end = time.monotonic() + seconds
    pool = ThreadPoolExecutor(workers)
    names = {pool.submit(task): name for name, task in tasks.items()}
    pending = set(names)
    while pending:
        done, pending = wait(pending, timeout=end - time.monotonic(), return_when=FIRST_COMPLETED)
        if not done:
            break
        for future in sorted(done, key=list(names).index):
            report(names[future], future.exception() or future.result())
    for future in pending:
        future.cancel()
    pool.shutdown(wait=False)
    return {names[future] for future in pending}
