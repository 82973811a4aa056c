"""Wrong: looks at the clock all the time."""

import time


def keep_timetable(periods, seconds, do):
    begin = time.monotonic()
    rounds = dict.fromkeys(periods, 0)
    while any(rounds[name] * periods[name] < seconds for name in periods):
        for name in periods:
            due = rounds[name] * periods[name]
            if due < seconds and time.monotonic() - begin >= due:
                do(name)
                rounds[name] += 1
