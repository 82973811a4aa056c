"""Wrong: finds out that it took too long when it is over; that is too late to say it meanwhile."""

import time


def run_watched(job, seconds, too_late):
    begun = time.monotonic()
    try:
        return job()
    finally:
        if time.monotonic() - begun > seconds:
            too_late()
