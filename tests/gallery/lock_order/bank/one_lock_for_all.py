"""One lock for the whole bank: right sums, and everybody waits for everybody's journal."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self.balances = dict(balances)
        self.journal = journal
        self.lock = threading.Lock()

    def transfer(self, source, target, amount):
        with self.lock:
            if self.balances[source] < amount:
                return False
            self.journal(source, target, amount)
            self.balances[source] -= amount
            self.balances[target] += amount
            return True

    def total(self):
        with self.lock:
            return sum(self.balances.values())

    def balance(self, owner):
        with self.lock:
            return self.balances[owner]
