"""Locks each account for its own half: no deadlock, but the look and the taking are two steps."""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    with source.lock:
        enough = source.balance >= amount
    if not enough:
        return False
    with source.lock:
        source.balance -= amount
    with target.lock:
        target.balance += amount
    return True
