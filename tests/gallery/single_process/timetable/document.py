"""Wrong: the document's program: the first task has a loop of its own, and the others come when it has ended."""

import time


def keep_timetable(periods, seconds, do):
    end = time.monotonic() + seconds
    for name, period in periods.items():
        while time.monotonic() < end:
            do(name)
            time.sleep(period)
