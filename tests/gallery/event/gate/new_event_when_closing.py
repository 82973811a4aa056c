"""Wrong: closes with a new event, and whoever waits for the old one is forgotten."""

import threading


class Gate:
    def __init__(self):
        self.event = threading.Event()

    def open(self):
        self.event.set()

    def close(self):
        self.event = threading.Event()

    def pass_through(self, timeout=None):
        return self.event.wait(timeout)
