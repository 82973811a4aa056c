"""Right: a thread of its own class that waits on a condition until its next tick is due."""

import threading
import time


class Ticker(threading.Thread):
    def __init__(self, seconds, action):
        super().__init__()
        self.seconds = seconds
        self.action = action
        self.changed = threading.Condition()
        self.stopped = False

    def run(self):
        ticks = 0
        begun = time.monotonic()
        while True:
            ticks += 1
            with self.changed:
                self.changed.wait_for(lambda: self.stopped, begun + ticks * self.seconds - time.monotonic())
                if self.stopped:
                    return
            self.action()

    def stop(self):
        with self.changed:
            self.stopped = True
            self.changed.notify_all()
        if self is not threading.current_thread():
            self.join()
