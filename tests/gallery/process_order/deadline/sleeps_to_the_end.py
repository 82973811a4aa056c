"""Wrong: sleeps for all of the time, also when the work is over long before."""

import time
from multiprocessing import Process


def run_at_most(work, seconds):
    process = Process(target=work)
    process.start()
    time.sleep(seconds)
    exitcode = process.exitcode
    if exitcode is None:
        process.kill()
    process.join()
    return exitcode
