"""A lock of `threading` in each process."""

import threading

lock = threading.Lock()


class Register:
    def __init__(self, manager):
        self.lists = manager.dict()

    def add(self, name, item):
        with lock:
            self.lists[name] = [*self.lists.get(name, []), item]

    def items(self, name):
        return self.lists.get(name, [])
