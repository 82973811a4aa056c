"""Clerks look at an event between two items: what waits when it is set is lost."""

import queue
import threading


class Office:
    def __init__(self, handle, clerks):
        self.handle = handle
        self.items = queue.Queue()
        self.closed = threading.Event()
        self.clerks = [threading.Thread(target=self.work) for _ in range(clerks)]
        for clerk in self.clerks:
            clerk.start()

    def work(self):
        while not self.closed.is_set():
            try:
                item = self.items.get(timeout=0.1)
            except queue.Empty:
                continue
            self.handle(item)

    def submit(self, item):
        if self.closed.is_set():
            raise RuntimeError("closed")
        self.items.put(item)

    def stop(self, *, drain=True):
        self.closed.set()
        for clerk in self.clerks:
            clerk.join()
        return []
