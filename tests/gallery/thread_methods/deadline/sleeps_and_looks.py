"""Wrong: sleeps for all of the time, also when everybody has long ended."""

import time


def join_all(threads, seconds):
    time.sleep(seconds)
    return [thread for thread in threads if thread.is_alive()]
