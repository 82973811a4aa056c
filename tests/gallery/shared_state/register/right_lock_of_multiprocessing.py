"""The lock need not be the manager's, if it is one that processes share."""

import multiprocessing


class Register:
    def __init__(self, manager):
        self.lists = manager.dict()
        self.lock = multiprocessing.Lock()

    def add(self, name, item):
        with self.lock:
            items = self.lists.get(name, [])
            items.append(item)
            self.lists[name] = items

    def items(self, name):
        return self.lists.get(name, [])
