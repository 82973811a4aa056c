"""The lists are the manager's, the dictionary is not: what a child puts into it stays there."""


class Register:
    def __init__(self, manager):
        self.manager = manager
        self.lists = {}

    def add(self, name, item):
        if name not in self.lists:
            self.lists[name] = self.manager.list()
        self.lists[name].append(item)

    def items(self, name):
        return list(self.lists.get(name, []))
