"""No lock: between the reading and the writing of += another thread adds, and is forgotten."""


class Counter:
    def __init__(self, start=0):
        self._value = start

    @property
    def value(self):
        return self._value

    def add(self, amount):
        self._value += amount

    def add_all(self, amounts):
        self.add(sum(amounts))
