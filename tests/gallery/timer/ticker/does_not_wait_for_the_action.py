"""Wrong: says stop and goes away; an action that is running, or about to, goes on behind its back."""

import threading
import time


class Ticker:
    def __init__(self, seconds, action):
        self.seconds = seconds
        self.action = action
        self.stopped = threading.Event()

    def start(self):
        threading.Thread(target=self.run).start()

    def run(self):
        due = time.monotonic() + self.seconds
        while not self.stopped.wait(due - time.monotonic()):
            self.action()
            due += self.seconds

    def stop(self):
        self.stopped.set()
