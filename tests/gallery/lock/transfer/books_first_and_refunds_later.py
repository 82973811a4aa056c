"""Wrong: takes the money away, looks whether it was there, and pays it back if not: meanwhile it is gone."""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    with source.lock:
        source.balance -= amount
        overdrawn = source.balance < 0
    if overdrawn:
        with source.lock:
            source.balance += amount
        return False
    with target.lock:
        target.balance += amount
    return True
