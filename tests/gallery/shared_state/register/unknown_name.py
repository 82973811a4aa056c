"""A name under which nothing was added is an error."""


class Register:
    def __init__(self, manager):
        self.lists = manager.dict()
        self.lock = manager.Lock()

    def add(self, name, item):
        with self.lock:
            items = self.lists[name] if name in self.lists else []
            self.lists[name] = [*items, item]

    def items(self, name):
        return self.lists[name]
