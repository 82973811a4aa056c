"""Never two locks at once: look and take in one step, then give."""

import threading


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()

    def withdraw(self, amount):
        with self.lock:
            if amount > self.balance:
                return False
            self.balance -= amount
            return True

    def deposit(self, amount):
        with self.lock:
            self.balance += amount
            return True


def transfer(source, target, amount):
    return source.withdraw(amount) and target.deposit(amount)
