"""Wrong: a thread that sleeps and then looks whether the job is over: it sleeps on when there is nothing to watch."""

import threading
import time


def run_watched(job, seconds, too_late):
    over = []

    def watch():
        time.sleep(seconds)
        if not over:
            too_late()

    threading.Thread(target=watch).start()
    try:
        return job()
    finally:
        over.append(True)
