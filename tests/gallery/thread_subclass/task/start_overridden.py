"""Wrong: overrides start in place of run: all of it happens in the thread that calls start."""

import threading


class Task(threading.Thread):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.args = args
        self.error = None

    def start(self):
        try:
            self.value = self.function(*self.args)
        except Exception as error:
            self.error = error

    def result(self, timeout=None):
        if self.error:
            raise self.error
        return self.value
