"""A decorator takes the lock around every method, and the sum is made inside."""

import functools
from threading import Lock


def locked(method):
    @functools.wraps(method)
    def wrapper(self, *args):
        with self.lock:
            return method(self, *args)

    return wrapper


class Counter:
    __slots__ = ("lock", "number")

    def __init__(self, start: int = 0) -> None:
        self.lock = Lock()
        self.number = start

    @property
    @locked
    def value(self) -> int:
        return self.number

    @locked
    def add(self, amount: int) -> None:
        self.number = self.number + amount

    @locked
    def add_all(self, amounts: list[int]) -> None:
        self.number = sum(amounts, start=self.number)
