"""Wrong: waits for the end before it receives: a large answer does not go through until somebody receives it."""

from multiprocessing import Pipe, Process


class Task(Process):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.arguments = args
        self.here, self.there = Pipe(duplex=False)
        self.answer = None

    def run(self):
        try:
            self.there.send((self.function(*self.arguments), None))
        except Exception as error:
            self.there.send((None, error))

    def result(self):
        self.join()
        if self.answer is None:
            if not self.here.poll():
                raise RuntimeError("no answer")
            self.answer = self.here.recv()
        value, error = self.answer
        if error:
            raise error
        return value
