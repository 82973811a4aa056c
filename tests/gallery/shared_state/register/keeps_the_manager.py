"""The register keeps the manager, which belongs to the process that started it and cannot be sent."""


class Register:
    def __init__(self, manager):
        self.manager = manager
        self.lists = manager.dict()
        self.lock = manager.Lock()

    def add(self, name, item):
        with self.lock:
            items = self.items(name)
            items.append(item)
            self.lists[name] = items

    def items(self, name):
        return list(self.lists.get(name, []))
