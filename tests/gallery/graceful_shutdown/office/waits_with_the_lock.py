"""Waits for the clerks with the lock held, and a clerk who calls `stop` waits for the lock."""

import queue
import threading

END = object()


class Office:
    def __init__(self, handle, clerks):
        self.handle = handle
        self.items = queue.Queue()
        self.lock = threading.Lock()
        self.closed = False
        self.clerks = [threading.Thread(target=self.work) for _ in range(clerks)]
        for clerk in self.clerks:
            clerk.start()

    def work(self):
        while (item := self.items.get()) is not END:
            self.handle(item)

    def submit(self, item):
        with self.lock:
            if self.closed:
                raise RuntimeError("closed")
            self.items.put(item)

    def stop(self, *, drain=True):
        left = []
        with self.lock:
            if not self.closed:
                self.closed = True
                if not drain:
                    left = self.take_out()
                for _ in self.clerks:
                    self.items.put(END)
            if threading.current_thread() not in self.clerks:
                for clerk in self.clerks:
                    clerk.join()
        return left

    def take_out(self):
        left = []
        while True:
            try:
                left.append(self.items.get_nowait())
            except queue.Empty:
                return left
