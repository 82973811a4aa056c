"""Right: the sending end is closed here after the start, so that the end of the process is the end of the pipe."""

from multiprocessing import Pipe, Process


class Task(Process):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.arguments = args
        self.reader, self.writer = Pipe(duplex=False)
        self.outcome = None

    def start(self):
        super().start()
        self.writer.close()

    def run(self):
        with self.writer:
            try:
                value = self.function(*self.arguments)
            except Exception as error:
                self.writer.send(("raised", error))
            else:
                self.writer.send(("returned", value))

    def result(self):
        if self.outcome is None:
            with self.reader:
                try:
                    self.outcome = self.reader.recv()
                except EOFError:
                    self.outcome = "raised", RuntimeError(f"{self.name} has not answered")
            self.join()
        kind, value = self.outcome
        if kind == "raised":
            raise value
        return value
