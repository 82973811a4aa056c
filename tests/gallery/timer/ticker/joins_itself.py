"""Wrong: waits for the thread also when it is that thread itself that stops."""

import threading
import time


class Ticker:
    def __init__(self, seconds, action):
        self.seconds = seconds
        self.action = action
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def start(self):
        self.thread.start()

    def run(self):
        due = time.monotonic() + self.seconds
        while not self.stopped.wait(due - time.monotonic()):
            self.action()
            due += self.seconds

    def stop(self):
        self.stopped.set()
        self.thread.join()
