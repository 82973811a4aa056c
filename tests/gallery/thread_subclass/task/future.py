"""Right: a future inside keeps what comes, and does the waiting."""

import threading
from concurrent.futures import Future


class Task(threading.Thread):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.arguments = args
        self.future = Future()
        self.result = self.future.result

    def run(self):
        try:
            self.future.set_result(self.function(*self.arguments))
        except BaseException as error:
            self.future.set_exception(error)
