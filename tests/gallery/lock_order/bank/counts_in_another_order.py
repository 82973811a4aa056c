"""Transfers lock in alphabetical order, and whoever counts locks in the order of the dictionary."""

import threading
from contextlib import ExitStack


class Bank:
    def __init__(self, balances, journal):
        self.balances = dict(balances)
        self.journal = journal
        self.locks = {owner: threading.Lock() for owner in balances}

    def transfer(self, source, target, amount):
        with ExitStack() as stack:
            for owner in sorted({source, target}):
                stack.enter_context(self.locks[owner])
            if self.balances[source] < amount:
                return False
            self.journal(source, target, amount)
            self.balances[source] -= amount
            self.balances[target] += amount
            return True

    def total(self):
        with ExitStack() as stack:
            for lock in self.locks.values():
                stack.enter_context(lock)
            return sum(self.balances.values())

    def balance(self, owner):
        with self.locks[owner]:
            return self.balances[owner]
