"""Wrong: nobody cancels the timer: it barks at a job that has been over for long."""

import threading


def run_watched(job, seconds, too_late):
    timer = threading.Timer(seconds, too_late)
    timer.start()
    return job()
