"""Two semaphores count places and items; a lock guards the list."""

import threading


class BoundedBuffer:
    def __init__(self, capacity):
        self.items = []
        self.lock = threading.Lock()
        self.places = threading.Semaphore(capacity)
        self.filled = threading.Semaphore(0)

    def put(self, item):
        self.places.acquire()
        with self.lock:
            self.items.append(item)
        self.filled.release()

    def get(self):
        self.filled.acquire()
        with self.lock:
            item = self.items.pop(0)
        self.places.release()
        return item
