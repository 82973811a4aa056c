"""One lock, whoever comes: readers keep each other out."""

import threading


class SharedLock:
    def __init__(self):
        self.lock = threading.Lock()

    def reading(self):
        return self.lock

    def writing(self):
        return self.lock
