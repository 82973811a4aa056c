"""One list of all who wait or eat: an earlier neighbour on it is either hungrier, or eats."""

import threading


class FairTable:
    def __init__(self, seats):
        self.seats = seats
        self.here = []
        self.condition = threading.Condition()

    def may_eat(self, seat):
        neighbours = {(seat - 1) % self.seats, (seat + 1) % self.seats}
        return not neighbours & set(self.here[: self.here.index(seat)])

    def dine(self, seat, meal):
        with self.condition:
            self.here.append(seat)
            self.condition.wait_for(lambda: self.may_eat(seat))
        try:
            meal()
        finally:
            with self.condition:
                self.here.remove(seat)
                self.condition.notify_all()
