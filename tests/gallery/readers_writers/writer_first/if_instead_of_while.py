"""Looks once, waits once, and goes in."""

import contextlib
import threading


class WriterFirst:
    def __init__(self):
        self.readers = 0
        self.writing_now = False
        self.writers_waiting = 0
        self.changed = threading.Condition()

    @contextlib.contextmanager
    def reading(self):
        with self.changed:
            if self.writing_now or self.writers_waiting:
                self.changed.wait()
            self.readers += 1
        try:
            yield
        finally:
            with self.changed:
                self.readers -= 1
                self.changed.notify_all()

    @contextlib.contextmanager
    def writing(self):
        with self.changed:
            self.writers_waiting += 1
            if self.writing_now or self.readers:
                self.changed.wait()
            self.writers_waiting -= 1
            self.writing_now = True
        try:
            yield
        finally:
            with self.changed:
                self.writing_now = False
                self.changed.notify_all()
