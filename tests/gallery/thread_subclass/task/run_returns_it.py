"""Wrong: returns the result from run, where nobody receives it."""

import threading


class Task(threading.Thread):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.args = args

    def run(self):
        return self.function(*self.args)

    def result(self, timeout=None):
        return self.run()
