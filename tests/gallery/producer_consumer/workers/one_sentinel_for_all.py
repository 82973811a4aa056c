"""Wrong: one None for several workers: the first one takes it, the others wait for ever."""

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
        self.items.put(None)
        for thread in self.threads:
            thread.join()

    def run(self):
        while True:
            item = self.items.get()
            if item is None:
                break
            try:
                self.work(item)
            except Exception:
                self.failed.append(item)
            finally:
                self.items.task_done()
