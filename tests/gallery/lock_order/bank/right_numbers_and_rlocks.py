"""Accounts as objects, numbered; RLocks, so that an account to itself needs no case of its own."""

import threading


class Account:
    def __init__(self, number, money):
        self.number = number
        self.money = money
        self.lock = threading.RLock()


class Bank:
    def __init__(self, balances, journal):
        self.journal = journal
        self.accounts = {owner: Account(number, money) for number, (owner, money) in enumerate(balances.items())}

    def transfer(self, source, target, amount):
        giver, taker = self.accounts[source], self.accounts[target]
        first, second = (giver, taker) if giver.number < taker.number else (taker, giver)
        with first.lock:
            with second.lock:
                if giver.money < amount:
                    return False
                self.journal(source, target, amount)
                giver.money -= amount
                taker.money += amount
                return True

    def total(self):
        accounts = sorted(self.accounts.values(), key=lambda account: account.number)
        for account in accounts:
            account.lock.acquire()
        try:
            return sum(account.money for account in accounts)
        finally:
            for account in accounts:
                account.lock.release()

    def balance(self, owner):
        with self.accounts[owner].lock:
            return self.accounts[owner].money
