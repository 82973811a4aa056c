"""Wrong: sleeps until the time is over, although nothing more will be due."""

import time


def keep_timetable(periods, seconds, do):
    begin = time.monotonic()
    rounds = dict.fromkeys(periods, 0)
    while True:
        name = min(periods, key=lambda name: rounds[name] * periods[name], default=None)
        if name is None:
            return
        due = rounds[name] * periods[name]
        time.sleep(max(0, begin + min(due, seconds) - time.monotonic()))
        if due >= seconds:
            return
        do(name)
        rounds[name] += 1
