"""Right: looks again and again, and sleeps a little in between."""

import time


def join_all(threads, seconds):
    end = time.monotonic() + seconds
    while any(thread.is_alive() for thread in threads):
        rest = end - time.monotonic()
        if rest <= 1e-9:
            break
        time.sleep(min(0.05, rest))
    return [thread for thread in threads if thread.is_alive()]
