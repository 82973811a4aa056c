"""Of two hungry neighbours the one with the smaller number goes first, each time anew."""

import threading


class FairTable:
    def __init__(self, seats):
        self.seats = seats
        self.hungry = set()
        self.eating = set()
        self.condition = threading.Condition()

    def may_eat(self, seat):
        neighbours = {(seat - 1) % self.seats, (seat + 1) % self.seats}
        return not neighbours & self.eating and not any(one in self.hungry and one < seat for one in neighbours)

    def dine(self, seat, meal):
        with self.condition:
            self.hungry.add(seat)
            self.condition.wait_for(lambda: self.may_eat(seat))
            self.hungry.remove(seat)
            self.eating.add(seat)
        try:
            meal()
        finally:
            with self.condition:
                self.eating.remove(seat)
                self.condition.notify_all()
