"""Wrong: a flag says that it is over, but who sits in get does not look at flags."""

import queue
import threading


class Workers:
    def __init__(self, work, count, capacity):
        self.work = work
        self.failed = []
        self.closed = False
        self.items = queue.Queue(capacity)
        self.threads = [threading.Thread(target=self.run) for _ in range(count)]
        for thread in self.threads:
            thread.start()

    def submit(self, item):
        self.items.put(item)

    def wait_until_done(self):
        self.items.join()

    def close(self):
        self.closed = True
        for thread in self.threads:
            thread.join()

    def run(self):
        while not self.closed:
            item = self.items.get()
            try:
                self.work(item)
            except Exception:
                self.failed.append(item)
            finally:
                self.items.task_done()
