"""Wrong: `start` itself waits and does it; nobody can go on, and nobody can call it off."""

import threading


class Reminder:
    def __init__(self, seconds, action, *args, **kwargs):
        self.timer = threading.Timer(seconds, action, args, kwargs)

    def start(self):
        self.timer.start()
        self.timer.join()

    def cancel(self):
        self.timer.cancel()
        return not self.timer.finished.is_set()

    def wait(self):
        pass
