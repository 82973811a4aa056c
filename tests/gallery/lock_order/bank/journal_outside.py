"""The journal is written after the locks are given back, since it takes long."""

import threading
from contextlib import ExitStack


class Bank:
    def __init__(self, balances, journal):
        self.balances = dict(balances)
        self.journal = journal
        self.locks = {owner: threading.Lock() for owner in balances}

    def locked(self, owners):
        stack = ExitStack()
        for owner in sorted(set(owners)):
            stack.enter_context(self.locks[owner])
        return stack

    def transfer(self, source, target, amount):
        with self.locked([source, target]):
            if self.balances[source] < amount:
                return False
            self.balances[source] -= amount
            self.balances[target] += amount
        self.journal(source, target, amount)
        return True

    def total(self):
        with self.locked(self.locks):
            return sum(self.balances.values())

    def balance(self, owner):
        with self.locked([owner]):
            return self.balances[owner]
