"""Wrong: no lock for both steps, however carefully the amount is made a whole number between them."""

from multiprocessing import Value


class Counter:
    def __init__(self, start: int = 0):
        self._value = Value("q", start)

    def add(self, amount: int):
        self._value.value += int(amount)

    @property
    def value(self):
        return self._value.value
