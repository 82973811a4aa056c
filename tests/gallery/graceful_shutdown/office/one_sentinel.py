"""One sentinel for all clerks: one of them goes home, the others wait on."""

import queue
import threading

END = object()


class Office:
    def __init__(self, handle, clerks):
        self.handle = handle
        self.items = queue.Queue()
        self.clerks = [threading.Thread(target=self.work) for _ in range(clerks)]
        for clerk in self.clerks:
            clerk.start()

    def work(self):
        while (item := self.items.get()) is not END:
            self.handle(item)

    def submit(self, item):
        self.items.put(item)

    def stop(self, *, drain=True):
        self.items.put(END)
        for clerk in self.clerks:
            clerk.join()
        return []
