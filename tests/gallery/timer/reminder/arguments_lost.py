"""Wrong: forgets to hand on what the action is to be called with."""

import threading


class Reminder:
    def __init__(self, seconds, action, *args, **kwargs):
        self.timer = threading.Timer(seconds, action)

    def start(self):
        self.timer.start()

    def cancel(self):
        self.timer.cancel()
        return True

    def wait(self):
        self.timer.join()
