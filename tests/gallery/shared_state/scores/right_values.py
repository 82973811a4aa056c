"""A value for each place, and one lock that all of them have."""

from multiprocessing import RLock, Value


class Scores:
    def __init__(self, count):
        self.lock = RLock()
        self.values = [Value("q", 0, lock=self.lock) for _ in range(count)]

    def update(self, place, change):
        with self.lock:
            self.values[place].value = change(self.values[place].value)

    def all(self):
        with self.lock:
            return [value.value for value in self.values]
