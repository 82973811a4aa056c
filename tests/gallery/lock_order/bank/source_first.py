"""The lock of the source first, then that of the target."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self.balances = dict(balances)
        self.journal = journal
        self.locks = {owner: threading.RLock() for owner in balances}

    def transfer(self, source, target, amount):
        with self.locks[source], self.locks[target]:
            if self.balances[source] < amount:
                return False
            self.journal(source, target, amount)
            self.balances[source] -= amount
            self.balances[target] += amount
            return True

    def total(self):
        for lock in self.locks.values():
            lock.acquire()
        total = sum(self.balances.values())
        for lock in self.locks.values():
            lock.release()
        return total

    def balance(self, owner):
        with self.locks[owner]:
            return self.balances[owner]
