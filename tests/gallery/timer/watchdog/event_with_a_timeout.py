"""Right: an event says that the job is over, and who watches waits for it, so long and not longer."""

import threading
from contextlib import contextmanager


@contextmanager
def watched(seconds, too_late):
    over = threading.Event()

    def watch():
        if not over.wait(seconds):
            too_late()

    dog = threading.Thread(target=watch, name="watchdog")
    dog.start()
    try:
        yield
    finally:
        over.set()
        dog.join()


def run_watched(job, seconds, too_late):
    with watched(seconds, too_late):
        return job()
