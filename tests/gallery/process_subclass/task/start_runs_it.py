"""Wrong: overrides start in place of run: all is done in the process that calls."""

from multiprocessing import Process


class Task(Process):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.arguments = args

    def start(self):
        super().start()
        self.error = None
        try:
            self.value = self.function(*self.arguments)
        except Exception as error:
            self.error = error

    def run(self):
        pass

    def result(self):
        self.join()
        if self.error:
            raise self.error
        return self.value
