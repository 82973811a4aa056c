"""Wrong: whoever asks a second time waits for a second answer."""

from multiprocessing import Process, SimpleQueue


class Task(Process):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.function = function
        self.arguments = args
        self.queue = SimpleQueue()

    def run(self):
        try:
            self.queue.put((True, self.function(*self.arguments)))
        except Exception as error:
            self.queue.put((False, error))

    def result(self):
        good, value = self.queue.get()
        self.join()
        if good:
            return value
        raise value
