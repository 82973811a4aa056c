"""Wrong: what should have been done meanwhile is left out."""

import time


def keep_timetable(periods, seconds, do):
    begin = time.monotonic()
    due = dict.fromkeys(periods, 0.0)
    while due:
        name = min(due, key=due.get)
        if due[name] >= seconds:
            break
        time.sleep(max(0, begin + due[name] - time.monotonic()))
        do(name)
        while due[name] <= time.monotonic() - begin:
            due[name] += periods[name]
