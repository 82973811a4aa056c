"""Lets a reader in whenever nobody is writing: a writer may wait for as long as readers come."""

import contextlib
import threading


class WriterFirst:
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
        try:
            yield
        finally:
            with self.changed:
                self.readers -= 1
                self.changed.notify_all()

    @contextlib.contextmanager
    def writing(self):
        with self.changed:
            while self.writing_now or self.readers:
                self.changed.wait()
            self.writing_now = True
        try:
            yield
        finally:
            with self.changed:
                self.writing_now = False
                self.changed.notify_all()
