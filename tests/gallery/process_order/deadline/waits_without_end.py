"""Wrong: joins first, and looks at the time afterwards."""

import time
from multiprocessing import Process


def run_at_most(work, seconds):
    begun = time.monotonic()
    process = Process(target=work)
    process.start()
    process.join()
    return process.exitcode if time.monotonic() - begun <= seconds else None
