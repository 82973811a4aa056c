"""Re-entrant locks, so that an account may pay itself; the order is written out."""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    if source.number < target.number:
        source.lock.acquire()
        target.lock.acquire()
    else:
        target.lock.acquire()
        source.lock.acquire()
    try:
        enough = source.balance >= amount
        if enough:
            source.balance -= amount
            target.balance += amount
        return enough
    finally:
        target.lock.release()
        source.lock.release()
