"""Everybody who waits has an event, and an opening sets all that are there."""

import threading


class Drawbridge:
    def __init__(self):
        self.is_open = False
        self.waiting = []
        self.lock = threading.Lock()

    def open(self):
        with self.lock:
            self.is_open = True
            for one in self.waiting:
                one.set()
            self.waiting.clear()

    def close(self):
        with self.lock:
            self.is_open = False

    def cross(self):
        with self.lock:
            if self.is_open:
                return
            one = threading.Event()
            self.waiting.append(one)
        one.wait()
