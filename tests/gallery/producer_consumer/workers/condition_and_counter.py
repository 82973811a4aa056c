"""Right: without queue.Queue: one condition, and a count of what is submitted and not finished."""

import threading
from collections import deque


class Workers:
    def __init__(self, work, count, capacity):
        self.work, self.capacity = work, capacity
        self.failed = []
        self.waiting = deque()
        self.unfinished = 0
        self.closed = False
        self.changed = threading.Condition()
        self.threads = [threading.Thread(target=self.run) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def submit(self, item):
        with self.changed:
            while len(self.waiting) >= self.capacity:
                self.changed.wait()
            self.waiting.append(item)
            self.unfinished += 1
            self.changed.notify_all()

    def wait_until_done(self):
        with self.changed:
            self.changed.wait_for(lambda: self.unfinished == 0)

    def close(self):
        with self.changed:
            self.closed = True
            self.changed.notify_all()
        for thread in self.threads:
            thread.join()

    def run(self):
        while True:
            with self.changed:
                while not self.waiting and not self.closed:
                    self.changed.wait()
                if not self.waiting:
                    return
                item = self.waiting.popleft()
                self.changed.notify_all()
            failed = False
            try:
                self.work(item)
            except Exception:
                failed = True
            with self.changed:
                if failed:
                    self.failed.append(item)
                self.unfinished -= 1
                self.changed.notify_all()
