"""Wrong: `time.sleep` cannot be woken: who stops it waits for the next tick."""

import threading
import time


class Ticker:
    def __init__(self, seconds, action):
        self.seconds = seconds
        self.action = action
        self.running = True
        self.thread = threading.Thread(target=self.run)

    def start(self):
        self.thread.start()

    def run(self):
        due = time.monotonic() + self.seconds
        while True:
            time.sleep(due - time.monotonic())
            if not self.running:
                return
            self.action()
            due += self.seconds

    def stop(self):
        self.running = False
        if threading.current_thread() is not self.thread:
            self.thread.join()
