"""Ordered, but an account that is source and target is locked twice."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self.balances = dict(balances)
        self.journal = journal
        self.locks = {owner: threading.Lock() for owner in balances}

    def transfer(self, source, target, amount):
        first, second = sorted([source, target])
        with self.locks[first]:
            with self.locks[second]:
                if self.balances[source] < amount:
                    return False
                self.journal(source, target, amount)
                self.balances[source] -= amount
                self.balances[target] += amount
                return True

    def total(self):
        for owner in sorted(self.locks):
            self.locks[owner].acquire()
        try:
            return sum(self.balances.values())
        finally:
            for lock in self.locks.values():
                lock.release()

    def balance(self, owner):
        with self.locks[owner]:
            return self.balances[owner]
