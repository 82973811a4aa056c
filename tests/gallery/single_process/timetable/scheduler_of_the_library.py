"""Right: the module sched; the priority is the place in the timetable."""

import itertools
import sched
import time


def keep_timetable(periods, seconds, do):
    scheduler = sched.scheduler(time.monotonic, time.sleep)
    begin = time.monotonic()
    for place, (name, period) in enumerate(periods.items()):
        for number in itertools.takewhile(lambda number: number * period < seconds, itertools.count()):
            scheduler.enterabs(begin + number * period, place, do, (name,))
    scheduler.run()
