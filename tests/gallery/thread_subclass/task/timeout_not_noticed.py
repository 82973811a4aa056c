"""Wrong: goes on after the join as if the thread had ended."""

import threading


class Task(threading.Thread):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.args = args
        self.value = None
        self.error = None

    def run(self):
        try:
            self.value = self.function(*self.args)
        except Exception as error:
            self.error = error

    def result(self, timeout=None):
        self.join(timeout)
        if self.error:
            raise self.error
        return self.value
