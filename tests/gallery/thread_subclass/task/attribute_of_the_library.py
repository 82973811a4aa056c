"""Wrong: an attribute of its own happens to have the name of one that Thread needs."""

import threading


class Task(threading.Thread):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self._function = function
        self._args = args
        self._started = False
        self._error = None

    def run(self):
        self._started = True
        try:
            self._value = self._function(*self._args)
        except Exception as error:
            self._error = error

    def result(self, timeout=None):
        self.join(timeout)
        if self.is_alive():
            raise TimeoutError
        if self._error:
            raise self._error
        return self._value
