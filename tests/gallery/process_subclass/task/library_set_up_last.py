"""Wrong: sets attributes before the library has set up the process; then the library overwrites what is its own."""

from multiprocessing import Process, SimpleQueue


class Task(Process):
    def __init__(self, function, *args, name=None):
        self._target = function
        self._args = args
        self.queue = SimpleQueue()
        super().__init__(name=name)

    def run(self):
        self.queue.put(self._target(*self._args))

    def result(self):
        self.join()
        return self.queue.get()
