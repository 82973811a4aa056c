"""Two locks and no deadlock.

Everybody takes the lock of the account with the lower number first. Then whoever waits for a lock holds only lower
ones, and no circle of waiting threads can close.
"""

import threading


class Account:
    """A bank account that threads share.

    number: no two accounts have the same.
    balance: the money in it, never less than 0. Who changes it holds `lock`.
    """

    def __init__(self, number: int, balance: int) -> None:
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source: Account, target: Account, amount: int) -> bool:
    """Move *amount* from one account to another, if the source has that much.

    Return True if it was moved, False if the source has too little; then nothing is changed.
    """
    if source is target:
        with source.lock:
            return source.balance >= amount
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True
