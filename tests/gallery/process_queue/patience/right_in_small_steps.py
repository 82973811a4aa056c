"""Right: tries again and again until the time is over."""

import queue
import time


def offer(box, item, seconds):
    return attempt(lambda: box.put_nowait(item), queue.Full, seconds)[0]


def take(box, seconds, otherwise=None):
    came, item = attempt(box.get_nowait, queue.Empty, seconds)
    return item if came else otherwise


def attempt(action, failure, seconds):
    begun = time.monotonic()
    while True:
        late = seconds is not None and time.monotonic() - begun >= seconds
        try:
            return True, action()
        except failure:
            if late:
                return False, None
            time.sleep(0.005)
