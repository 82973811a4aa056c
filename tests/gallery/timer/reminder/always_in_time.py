"""Wrong: believes that whoever cancels is in time: `Timer.cancel` does not say."""

import threading


class Reminder:
    def __init__(self, seconds, action, *args, **kwargs):
        self.timer = threading.Timer(seconds, action, args, kwargs)

    def start(self):
        self.timer.start()

    def cancel(self):
        self.timer.cancel()
        return True

    def wait(self):
        self.timer.join()
