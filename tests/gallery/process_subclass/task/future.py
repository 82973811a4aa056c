"""Right: a queue with a thread that feeds it; looks for the answer, and for the end of the process."""

import queue
from concurrent.futures import Future
from multiprocessing import Process, Queue


class Task(Process):
    def __init__(self, function, *args, name=None):
        super().__init__(name=name)
        self.job = function, args
        self.queue = Queue()
        self.known = False

    def run(self):
        function, args = self.job
        try:
            self.queue.put((function(*args), None))
        except Exception as error:
            self.queue.put((None, error))

    def result(self):
        if not self.known:
            self.future = Future()
            value, error = self._wait()
            self.join()
            self.queue.close()
            self.future.set_exception(error) if error else self.future.set_result(value)
            self.known = True
        return self.future.result()

    def _wait(self):
        while True:
            ended = not self.is_alive()
            try:
                return self.queue.get(timeout=0.02)
            except queue.Empty:
                if ended:
                    return None, RuntimeError("it has ended without an answer")
