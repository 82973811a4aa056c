"""An executor is such an office: it refuses what comes too late, and what is cancelled comes back."""

import threading
from concurrent.futures import ThreadPoolExecutor


class Office:
    def __init__(self, handle, clerks):
        self.handle = handle
        self.executor = ThreadPoolExecutor(clerks)
        self.waiting = []
        self.lock = threading.Lock()
        self.inside = threading.local()

    def work(self, item):
        self.inside.is_clerk = True
        self.handle(item)

    def submit(self, item):
        with self.lock:
            self.waiting.append((self.executor.submit(self.work, item), item))

    def stop(self, *, drain=True):
        self.executor.shutdown(wait=False)
        left = []
        with self.lock:
            if not drain:
                left = [item for future, item in self.waiting if future.cancel()]
            self.waiting.clear()
        if not getattr(self.inside, "is_clerk", False):
            self.executor.shutdown()
        return left
