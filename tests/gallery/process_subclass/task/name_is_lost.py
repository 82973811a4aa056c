"""Wrong: takes the name and does not hand it on."""

from multiprocessing import Process, SimpleQueue


class Task(Process):
    def __init__(self, function, *args, name=None):
        super().__init__()
        self.function = function
        self.arguments = args
        self.queue = SimpleQueue()

    def run(self):
        self.queue.put(self.function(*self.arguments))

    def result(self):
        value = self.queue.get()
        self.queue.put(value)
        self.join()
        return value
