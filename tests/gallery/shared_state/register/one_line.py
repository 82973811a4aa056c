"""One line of Python is not one step: `+=` takes out, adds and puts back."""


class Register:
    def __init__(self, manager):
        self.lists = manager.dict()

    def add(self, name, item):
        self.lists.setdefault(name, [])
        self.lists[name] += [item]

    def items(self, name):
        return self.lists.get(name, [])
