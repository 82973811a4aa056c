"""The first reader takes an RLock, and the last one, another thread, cannot give it back."""

import contextlib
import threading


class SharedLock:
    def __init__(self):
        self.readers = 0
        self.mutex = threading.Lock()
        self.room = threading.RLock()

    @contextlib.contextmanager
    def reading(self):
        with self.mutex:
            self.readers += 1
            if self.readers == 1:
                self.room.acquire()
        try:
            yield
        finally:
            with self.mutex:
                self.readers -= 1
                if self.readers == 0:
                    self.room.release()

    def writing(self):
        return self.room
