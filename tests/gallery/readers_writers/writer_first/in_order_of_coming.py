"""First come, first served: fair, and not what was asked for. A reader who waits keeps later writers waiting."""

import contextlib
import threading


class WriterFirst:
    def __init__(self):
        self.readers = 0
        self.writing_now = False
        self.queue = []
        self.changed = threading.Condition()

    @contextlib.contextmanager
    def reading(self):
        me = object()
        with self.changed:
            self.queue.append(me)
            while self.writing_now or self.queue[0] is not me:
                self.changed.wait()
            self.queue.pop(0)
            self.readers += 1
            self.changed.notify_all()
        try:
            yield
        finally:
            with self.changed:
                self.readers -= 1
                self.changed.notify_all()

    @contextlib.contextmanager
    def writing(self):
        me = object()
        with self.changed:
            self.queue.append(me)
            while self.writing_now or self.readers or self.queue[0] is not me:
                self.changed.wait()
            self.queue.pop(0)
            self.writing_now = True
        try:
            yield
        finally:
            with self.changed:
                self.writing_now = False
                self.changed.notify_all()
