"""Wrong: a lock that is not to be had in 0.1 s is taken for too little money."""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.RLock()


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.number)
    if not first.lock.acquire(timeout=0.1):
        return False
    try:
        if not second.lock.acquire(timeout=0.1):
            return False
        try:
            if source.balance < amount:
                return False
            source.balance -= amount
            target.balance += amount
            return True
        finally:
            second.lock.release()
    finally:
        first.lock.release()
