"""Appends to the list that came out of the manager, which is a copy."""


class Register:
    def __init__(self, manager):
        self.lists = manager.dict()

    def add(self, name, item):
        if name not in self.lists:
            self.lists[name] = []
        self.lists[name].append(item)

    def items(self, name):
        return self.lists.get(name, [])
