"""Everybody goes through a turnstile that a waiting writer holds: who is next there, reader or writer, is luck."""

import contextlib
import threading


class WriterFirst:
    def __init__(self):
        self.readers = 0
        self.mutex = threading.Lock()
        self.room = threading.Lock()
        self.turnstile = threading.Lock()

    @contextlib.contextmanager
    def reading(self):
        with self.turnstile, self.mutex:
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

    @contextlib.contextmanager
    def writing(self):
        with self.turnstile, self.room:
            yield
