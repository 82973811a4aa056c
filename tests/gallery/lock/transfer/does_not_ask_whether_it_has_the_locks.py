"""Wrong: waits for each lock for 0.1 s, and goes on in any case."""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.number)
    first.lock.acquire(timeout=0.1)
    second.lock.acquire(timeout=0.1)
    try:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
    finally:
        second.lock.release()
        first.lock.release()
