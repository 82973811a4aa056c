"""A writer who leaves tells one of those who wait; the other readers wait although nobody writes."""

import threading
from contextlib import contextmanager


class SharedLock:
    def __init__(self):
        self.cond = threading.Condition()
        self.readers = 0
        self.writing_now = False

    @contextmanager
    def reading(self):
        with self.cond:
            while self.writing_now:
                self.cond.wait()
            self.readers += 1
        try:
            yield
        finally:
            with self.cond:
                self.readers -= 1
                if self.readers == 0:
                    self.cond.notify()

    @contextmanager
    def writing(self):
        with self.cond:
            while self.writing_now or self.readers:
                self.cond.wait()
            self.writing_now = True
        try:
            yield
        finally:
            with self.cond:
                self.writing_now = False
                self.cond.notify()
