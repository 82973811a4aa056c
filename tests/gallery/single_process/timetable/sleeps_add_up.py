"""Wrong: sleeps a whole period after each time, whatever doing it took."""

import time


def keep_timetable(periods, seconds, do):
    begin = time.monotonic()
    due = {name: begin for name in periods}
    while due:
        name = min(due, key=due.get)
        if due[name] >= begin + seconds:
            break
        time.sleep(max(0, due[name] - time.monotonic()))
        do(name)
        due[name] = time.monotonic() + periods[name]
