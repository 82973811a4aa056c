"""Without `finally`: who leaves by an exception is counted for ever."""

import contextlib
import threading


class SharedLock:
    def __init__(self):
        self.readers = 0
        self.writing_now = False
        self.changed = threading.Condition()

    @contextlib.contextmanager
    def reading(self):
        with self.changed:
            while self.writing_now:
                self.changed.wait()
            self.readers += 1
        yield
        with self.changed:
            self.readers -= 1
            self.changed.notify_all()

    @contextlib.contextmanager
    def writing(self):
        with self.changed:
            while self.writing_now or self.readers:
                self.changed.wait()
            self.writing_now = True
        yield
        with self.changed:
            self.writing_now = False
            self.changed.notify_all()
