"""The first reader takes the lock and the last one gives it back; who is the first is counted without a lock."""

import contextlib
import threading


class SharedLock:
    def __init__(self):
        self.readers = 0
        self.room = threading.Lock()

    @contextlib.contextmanager
    def reading(self):
        self.readers += 1
        if self.readers == 1:
            self.room.acquire()
        try:
            yield
        finally:
            self.readers -= 1
            if self.readers == 0:
                self.room.release()

    @contextlib.contextmanager
    def writing(self):
        with self.room:
            yield
