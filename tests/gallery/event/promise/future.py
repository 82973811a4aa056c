"""Right: the library has such a thing, a Future."""

from concurrent.futures import Future, InvalidStateError


class Promise:
    def __init__(self):
        self.future = Future()

    def deliver(self, value):
        try:
            self.future.set_result(value)
        except InvalidStateError as error:
            raise RuntimeError("delivered already") from error

    def get(self, timeout=None):
        return self.future.result(timeout)
