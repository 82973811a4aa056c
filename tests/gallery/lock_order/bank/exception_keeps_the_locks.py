"""Acquires and releases by hand: an exception of the journal goes past the releases."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self.balances = balances
        self.journal = journal
        self.locks = {name: threading.Lock() for name in balances}

    def transfer(self, source, target, amount):
        names = sorted({source, target})
        for n in names:
            self.locks[n].acquire()
        if self.balances[source] < amount:
            for n in names:
                self.locks[n].release()
            return False
        self.balances[source] -= amount
        self.balances[target] += amount
        self.journal(source, target, amount)
        for n in names:
            self.locks[n].release()
        return True

    def total(self):
        names = sorted(self.balances)
        for n in names:
            self.locks[n].acquire()
        result = sum(self.balances.values())
        for n in names:
            self.locks[n].release()
        return result

    def balance(self, owner):
        with self.locks[owner]:
            return self.balances[owner]
