"""Counts the writers who wait or write, which is all that a reader needs to know."""

import contextlib
import threading


class WriterFirst:
    def __init__(self):
        self.readers = 0
        self.writing_now = False
        self.writers = 0
        self.changed = threading.Condition()

    @contextlib.contextmanager
    def reading(self):
        with self.changed:
            while self.writers:
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
            self.writers += 1
            while self.writing_now or self.readers:
                self.changed.wait()
            self.writing_now = True
        try:
            yield
        finally:
            with self.changed:
                self.writing_now = False
                self.writers -= 1
                self.changed.notify_all()
