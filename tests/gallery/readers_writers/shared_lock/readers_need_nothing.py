"""Only writers take a lock: readers see what is half written."""

import contextlib
import threading


class SharedLock:
    def __init__(self):
        self.lock = threading.Lock()

    def reading(self):
        return contextlib.nullcontext()

    def writing(self):
        return self.lock
