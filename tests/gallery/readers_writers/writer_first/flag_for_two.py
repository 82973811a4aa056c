"""A flag says that a writer waits; the first one who gets in takes it down for the second one, too."""

import contextlib
import threading


class WriterFirst:
    def __init__(self):
        self.readers = 0
        self.writing_now = False
        self.writer_waits = False
        self.changed = threading.Condition()

    @contextlib.contextmanager
    def reading(self):
        with self.changed:
            while self.writing_now or self.writer_waits:
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
            self.writer_waits = True
            while self.writing_now or self.readers:
                self.changed.wait()
            self.writer_waits = False
            self.writing_now = True
        try:
            yield
        finally:
            with self.changed:
                self.writing_now = False
                self.changed.notify_all()
