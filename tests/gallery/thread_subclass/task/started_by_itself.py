"""Wrong: starts itself as soon as it is made; whoever starts it is the second one."""

import threading


class Task(threading.Thread):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.args = args
        self.error = None
        self.start()

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
