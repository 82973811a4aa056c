"""A raw array, which has no lock, and a lock of its own."""

from multiprocessing import Lock, RawArray


class Scores:
    def __init__(self, count):
        self.numbers = RawArray("q", count)
        self.lock = Lock()

    def update(self, place, change):
        self.lock.acquire()
        try:
            self.numbers[place] = change(self.numbers[place])
        finally:
            self.lock.release()

    def all(self):
        with self.lock:
            return list(self.numbers)
