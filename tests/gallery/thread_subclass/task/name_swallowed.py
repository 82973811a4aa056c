"""Wrong: takes the name for its own use and does not hand it on to Thread."""

import threading


class Task(threading.Thread):
    def __init__(self, function, *args, name=None):
        super().__init__()
        self.function = function
        self.args = args
        self.error = None

    def run(self):
        try:
            self.value = self.function(*self.args)
        except Exception as error:
            self.error = error

    def result(self, timeout=None):
        self.join(timeout)
        if self.is_alive():
            raise TimeoutError
        if self.error:
            raise self.error
        return self.value
