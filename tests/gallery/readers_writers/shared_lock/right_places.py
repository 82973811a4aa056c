"""A semaphore with many places: a reader takes one of them, a writer all, and only one writer at a time collects."""

import contextlib
import threading

PLACES = 4


class SharedLock:
    def __init__(self):
        self.places = threading.Semaphore(PLACES)
        self.collecting = threading.Lock()

    def reading(self):
        return self.places

    @contextlib.contextmanager
    def writing(self):
        with self.collecting:
            for _ in range(PLACES):
                self.places.acquire()
        try:
            yield
        finally:
            self.places.release(PLACES)
