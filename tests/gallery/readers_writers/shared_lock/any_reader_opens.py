"""The first reader who leaves lets the writer in, although others are still reading."""

import contextlib
import threading


class SharedLock:
    def __init__(self):
        self.reading_now = False
        self.writing_now = False
        self.changed = threading.Condition()

    @contextlib.contextmanager
    def reading(self):
        with self.changed:
            while self.writing_now:
                self.changed.wait()
            self.reading_now = True
        try:
            yield
        finally:
            with self.changed:
                self.reading_now = False
                self.changed.notify_all()

    @contextlib.contextmanager
    def writing(self):
        with self.changed:
            while self.writing_now or self.reading_now:
                self.changed.wait()
            self.writing_now = True
        try:
            yield
        finally:
            with self.changed:
                self.writing_now = False
                self.changed.notify_all()
