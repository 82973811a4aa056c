"""Who eats stays on the list of the hungry for ever, and keeps the neighbours waiting."""

import threading


class FairTable:
    def __init__(self, seats):
        self.seats = seats
        self.hungry = []
        self.condition = threading.Condition()

    def may_eat(self, seat):
        neighbours = {(seat - 1) % self.seats, (seat + 1) % self.seats}
        return not neighbours & set(self.hungry[: self.hungry.index(seat)])

    def dine(self, seat, meal):
        with self.condition:
            self.hungry.append(seat)
            self.condition.wait_for(lambda: self.may_eat(seat))
        meal()
        with self.condition:
            self.condition.notify_all()
