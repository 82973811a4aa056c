"""Wrong: when the time is over it looks at those it has not come to no more."""

import time


def join_all(threads, seconds):
    deadline = time.monotonic() + seconds
    left = []
    for thread in threads:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            break
        thread.join(remaining)
        if thread.is_alive():
            left.append(thread)
    return left
