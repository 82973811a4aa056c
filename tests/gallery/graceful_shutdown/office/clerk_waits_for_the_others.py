"""A clerk who stops the office leaves out only itself: it waits for the others, and two such clerks for each other."""

import threading, collections


class Office:
    def __init__(self, handle, clerks):
        self.handle = handle
        self.items = collections.deque()
        self.cond = threading.Condition()
        self.closed = False
        self.threads = [threading.Thread(target=self._work) for _ in range(clerks)]
        for t in self.threads:
            t.start()

    def _work(self):
        while True:
            with self.cond:
                self.cond.wait_for(lambda: self.items or self.closed)
                if not self.items:
                    return
                item = self.items.popleft()
            self.handle(item)

    def submit(self, item):
        with self.cond:
            if self.closed:
                raise RuntimeError
            self.items.append(item)
            self.cond.notify()

    def stop(self, *, drain=True):
        left = []
        with self.cond:
            self.closed = True
            if not drain:
                left = list(self.items)
                self.items.clear()
            self.cond.notify_all()
        for t in self.threads:
            if t is not threading.current_thread():
                t.join()
        return left
