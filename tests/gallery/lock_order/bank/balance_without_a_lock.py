"""Ordered, but who asks for a balance takes no lock."""

import threading
from contextlib import ExitStack


class Bank:
    def __init__(self, balances, journal):
        self.balances = balances
        self.journal = journal
        self.locks = {name: threading.RLock() for name in balances}

    def transfer(self, source, target, amount):
        first, second = sorted([source, target])
        with self.locks[first], self.locks[second]:
            if self.balances[source] < amount:
                return False
            self.journal(source, target, amount)
            self.balances[source] -= amount
            self.balances[target] += amount
            return True

    def total(self):
        with ExitStack() as stack:
            for name in sorted(self.balances):
                stack.enter_context(self.locks[name])
            return sum(self.balances.values())

    def balance(self, owner):
        return self.balances[owner]
