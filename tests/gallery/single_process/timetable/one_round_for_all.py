"""Wrong: all tasks in one round, with the longest period; the quick ones come too rarely."""

import time


def keep_timetable(periods, seconds, do):
    begin = time.monotonic()
    number = 0
    while periods and number * max(periods.values()) < seconds:
        time.sleep(max(0, begin + number * max(periods.values()) - time.monotonic()))
        for name in periods:
            do(name)
        number += 1
