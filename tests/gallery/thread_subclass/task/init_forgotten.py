"""Wrong: does not call the `__init__` of Thread."""

import threading


class Task(threading.Thread):
    def __init__(self, function, *args, name=None):
        self.function = function
        self.args = args

    def run(self):
        self.value = self.function(*self.args)

    def result(self, timeout=None):
        self.join(timeout)
        return self.value
