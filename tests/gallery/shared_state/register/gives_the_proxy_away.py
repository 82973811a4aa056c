"""What comes back is the manager's list itself, and not a list."""


class Register:
    def __init__(self, manager):
        self.manager_list = manager.list
        self.lists = manager.dict()
        self.lock = manager.Lock()

    def add(self, name, item):
        with self.lock:
            self.lists[name] = [*self.lists.get(name, []), item]

    def items(self, name):
        with self.lock:
            return self.manager_list(self.lists.get(name, []))
