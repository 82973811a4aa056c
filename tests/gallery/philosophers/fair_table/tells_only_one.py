"""One notify for two neighbours: it may reach somebody who has to go on waiting."""

import threading


class FairTable:
    def __init__(self, seats):
        self.seats = seats
        self.hungry = []
        self.eating = set()
        self.condition = threading.Condition()

    def may_eat(self, seat):
        neighbours = {(seat - 1) % self.seats, (seat + 1) % self.seats}
        before = self.hungry[: self.hungry.index(seat)]
        return not neighbours & self.eating and not neighbours & set(before)

    def dine(self, seat, meal):
        with self.condition:
            self.hungry.append(seat)
            while not self.may_eat(seat):
                self.condition.wait()
            self.hungry.remove(seat)
            self.eating.add(seat)
        try:
            meal()
        finally:
            with self.condition:
                self.eating.remove(seat)
                self.condition.notify()
