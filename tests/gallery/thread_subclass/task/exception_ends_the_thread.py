"""Wrong: an exception ends the thread, and who asks for the result gets None."""

import threading


class Task(threading.Thread):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.args = args
        self.value = None

    def run(self):
        self.value = self.function(*self.args)

    def result(self, timeout=None):
        self.join(timeout)
        if self.is_alive():
            raise TimeoutError
        return self.value
