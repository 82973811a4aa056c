"""Wrong: as in the document, who puts something says task_done: it is done before anybody has seen it."""

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
        self.items.task_done()

    def wait_until_done(self):
        self.items.join()

    def close(self):
        for _ in self.threads:
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
