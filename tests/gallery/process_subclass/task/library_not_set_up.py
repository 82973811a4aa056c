"""Wrong: never calls super().__init__()."""

import multiprocessing


class Task(multiprocessing.Process):
    def __init__(self, function, *args, name=None):
        self.function = function
        self.arguments = args
        self.name = name
        self.queue = multiprocessing.Queue()

    def run(self):
        self.queue.put(self.function(*self.arguments))

    def result(self):
        self.join()
        return self.queue.get()
