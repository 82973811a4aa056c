"""Wrong: cancels and goes away, while the timer's thread is just about to bark."""

import threading


def run_watched(job, seconds, too_late):
    timer = threading.Timer(seconds, too_late)
    timer.start()
    try:
        return job()
    finally:
        timer.cancel()
