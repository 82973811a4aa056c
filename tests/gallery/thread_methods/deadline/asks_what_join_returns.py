"""Wrong: takes what join returns for an answer; it is always None."""

import time


def join_all(threads, seconds):
    deadline = time.monotonic() + seconds
    return [thread for thread in threads if not thread.join(max(0, deadline - time.monotonic()))]
