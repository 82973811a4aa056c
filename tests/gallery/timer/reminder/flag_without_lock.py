"""Wrong: a flag says that the action has begun; between the look at it and the cancelling it begins."""

import threading


class Reminder:
    def __init__(self, seconds, action, *args, **kwargs):
        self.begun = False

        def run():
            self.begun = True
            action(*args, **kwargs)

        self.timer = threading.Timer(seconds, run)

    def start(self):
        self.timer.start()

    def cancel(self):
        if self.begun:
            return False
        self.timer.cancel()
        return True

    def wait(self):
        self.timer.join()
