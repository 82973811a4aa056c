"""Right: everything on the queue is counted, the sentinel too, which one worker hands on to the next."""

from queue import Queue
from threading import Thread

HOME = object()


class Worker(Thread):
    def __init__(self, items, work, failed):
        super().__init__()
        self.items = items
        self.work = work
        self.failed = failed

    def run(self):
        for item in iter(self.items.get, HOME):
            self.do(item)
        self.items.put(HOME)
        self.items.task_done()

    def do(self, item):
        try:
            self.work(item)
        except Exception:
            self.failed.append(item)
        self.items.task_done()


class Workers:
    def __init__(self, work, count, capacity):
        self.failed = []
        self.items = Queue(capacity)
        self.workers = [Worker(self.items, work, self.failed) for _ in range(count)]
        for worker in self.workers:
            worker.start()

    def submit(self, item):
        self.items.put(item)

    def wait_until_done(self):
        self.items.join()

    def close(self):
        self.items.join()
        self.items.put(HOME)
        for worker in self.workers:
            worker.join()
