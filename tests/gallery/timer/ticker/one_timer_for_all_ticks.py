"""Wrong: starts the same timer again; a timer is a thread, and a thread can be started once."""

import threading


class Ticker:
    def __init__(self, seconds, action):
        self.action = action
        self.timer = threading.Timer(seconds, self.tick)

    def start(self):
        self.timer.start()

    def tick(self):
        self.action()
        self.timer.start()

    def stop(self):
        self.timer.cancel()
        self.timer.join()
