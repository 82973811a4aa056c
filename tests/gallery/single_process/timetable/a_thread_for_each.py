"""Wrong: a thread for each task: it keeps the timetable, but not in one thread."""

import threading
import time


def keep_timetable(periods, seconds, do):
    begin = time.monotonic()

    def run(name):
        number = 0
        while number * periods[name] < seconds:
            time.sleep(max(0, begin + number * periods[name] - time.monotonic()))
            do(name)
            number += 1

    threads = [threading.Thread(target=run, args=(name,)) for name in periods]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
