"""One condition and a set of accounts that are in use: never more than one lock at a time."""

import threading


class Bank:
    def __init__(self, balances, journal):
        self.balances = dict(balances)
        self.journal = journal
        self.busy = set()
        self.changed = threading.Condition()

    def take(self, owners):
        with self.changed:
            self.changed.wait_for(lambda: not self.busy & owners)
            self.busy |= owners

    def give_back(self, owners):
        with self.changed:
            self.busy -= owners
            self.changed.notify_all()

    def transfer(self, source, target, amount):
        owners = {source, target}
        self.take(owners)
        try:
            if self.balances[source] < amount:
                return False
            self.journal(source, target, amount)
            self.balances[source] -= amount
            self.balances[target] += amount
            return True
        finally:
            self.give_back(owners)

    def total(self):
        owners = set(self.balances)
        self.take(owners)
        try:
            return sum(self.balances.values())
        finally:
            self.give_back(owners)

    def balance(self, owner):
        self.take({owner})
        try:
            return self.balances[owner]
        finally:
            self.give_back({owner})
