"""Wrong: calls `too_late()` and hands its answer to the timer, where the function should be handed over."""

import threading


def run_watched(job, seconds, too_late):
    timer = threading.Timer(seconds, too_late())
    timer.start()
    try:
        return job()
    finally:
        timer.cancel()
        timer.join()
