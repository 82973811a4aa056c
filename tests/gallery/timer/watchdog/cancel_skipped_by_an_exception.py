"""Wrong: cancels after the job, where an exception does not come by."""

import threading


def run_watched(job, seconds, too_late):
    timer = threading.Timer(seconds, too_late)
    timer.start()
    answer = job()
    timer.cancel()
    timer.join()
    return answer
