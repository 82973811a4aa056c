"""Wrong: a ValueError is a failure, and with any other exception the worker ends."""

import queue
import threading


class Workers:
    def __init__(self, work, count, capacity):
        self.work = work
        self.failed = []
        self.items = queue.Queue(capacity)
        self.threads = [threading.Thread(target=self.run) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def submit(self, item):
        self.items.put(item)

    def wait_until_done(self):
        self.items.join()

    def close(self):
        for _ in self.threads:
            self.items.put(None)
        for thread in self.threads:
            thread.join()

    def run(self):
        while (item := self.items.get()) is not None:
            try:
                self.work(item)
            except ValueError:
                self.failed.append(item)
            self.items.task_done()
