"""Wrong: the document's program as it stands: the loop of the first task has no end."""

import time


def keep_timetable(periods, seconds, do):
    for name, period in periods.items():
        while True:
            do(name)
            time.sleep(period)
