"""Wrong: the exception ends the process, is printed there, and here nothing but an exit code arrives."""

from multiprocessing import Process
from multiprocessing import Pipe
from multiprocessing.connection import wait


class Task(Process):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.arguments = args
        self.here, self.there = Pipe(duplex=False)
        self.answers = []

    def run(self):
        self.there.send(self.function(*self.arguments))

    def result(self):
        if not self.answers:
            wait([self.here, self.sentinel])
            if self.here.poll():
                self.answers.append(self.here.recv())
            self.join()
            if self.exitcode or not self.answers:
                raise RuntimeError(f"exit code {self.exitcode}")
        return self.answers[0]
