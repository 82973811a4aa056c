"""One lock for the whole bank: simple, and right."""

import threading

bank = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.balance = balance


def transfer(source, target, amount):
    with bank:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
