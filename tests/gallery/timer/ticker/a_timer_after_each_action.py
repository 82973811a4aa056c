"""Wrong: each timer starts the next one when its action is over, and stop cancels one that may have fired already."""

import threading


class Ticker:
    def __init__(self, seconds, action):
        self.seconds = seconds
        self.action = action
        self.timer = None

    def start(self):
        self.timer = threading.Timer(self.seconds, self.tick)
        self.timer.start()

    def tick(self):
        self.action()
        self.start()

    def stop(self):
        self.timer.cancel()
