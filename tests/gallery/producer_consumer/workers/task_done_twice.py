"""Wrong: reports an item done on both ways, and after them once more."""

import queue
import threading


class Workers:
    def __init__(self, work, count, capacity):
        self.failed = []
        self.work = work
        self.q = queue.Queue(capacity)
        self.threads = []
        for _ in range(count):
            t = threading.Thread(target=self.run)
            t.start()
            self.threads.append(t)

    def run(self):
        while True:
            item = self.q.get()
            if item is None:
                self.q.task_done()
                break
            try:
                self.work(item)
                self.q.task_done()
            except:
                self.failed.append(item)
                self.q.task_done()
            self.q.task_done()

    def submit(self, item):
        self.q.put(item)

    def wait_until_done(self):
        self.q.join()

    def close(self):
        for t in self.threads:
            self.q.put(None)
            t.join()
