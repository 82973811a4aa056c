"""Wrong: sleeps after each action for the whole time: what the actions take adds up."""

import threading


class Ticker:
    def __init__(self, seconds, action):
        self.seconds = seconds
        self.action = action
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.run)

    def start(self):
        self.thread.start()

    def run(self):
        while not self.stopped.wait(self.seconds):
            self.action()

    def stop(self):
        self.stopped.set()
        if threading.current_thread() is not self.thread:
            self.thread.join()
