"""Right: a pool of the library for the workers, and a semaphore for the room."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait


class Workers:
    def __init__(self, work, count, capacity):
        self.work = work
        self.failed = []
        self.room = threading.Semaphore(capacity)
        self.pool = ThreadPoolExecutor(count)
        self.futures = []

    def submit(self, item):
        self.room.acquire()
        self.futures.append(self.pool.submit(self.run, item))

    def run(self, item):
        self.room.release()
        try:
            self.work(item)
        except Exception:
            self.failed.append(item)

    def wait_until_done(self):
        wait(self.futures)

    def close(self):
        self.pool.shutdown()
