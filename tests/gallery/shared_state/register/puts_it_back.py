"""Takes the list out, appends, puts it back: in between another process does the same."""


class Register:
    def __init__(self, manager):
        self.lists = manager.dict()

    def add(self, name, item):
        items = self.lists.get(name, [])
        items.append(item)
        self.lists[name] = items

    def items(self, name):
        return self.lists.get(name, [])
