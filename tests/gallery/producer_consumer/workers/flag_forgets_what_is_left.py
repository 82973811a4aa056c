"""Wrong: a flag and a timeout: the workers do go home, and leave behind what was submitted."""

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
            try:
                item = self.items.get(timeout=0.1)
            except queue.Empty:
                continue
            try:
                self.work(item)
            except Exception:
                self.failed.append(item)
            finally:
                self.items.task_done()
