"""Wrong: right for a thread: the result is in self, and read after join(); but run() works on a copy."""

from multiprocessing import Process


class Task(Process):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.arguments = args
        self.value = self.error = None

    def run(self):
        try:
            self.value = self.function(*self.arguments)
        except Exception as error:
            self.error = error

    def result(self):
        self.join()
        if self.exitcode:
            raise RuntimeError("no answer")
        if self.error:
            raise self.error
        return self.value
