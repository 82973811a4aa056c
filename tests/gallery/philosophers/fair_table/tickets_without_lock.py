"""Takes a number from the roll without a lock: two neighbours may hold the same one."""

import threading


class FairTable:
    def __init__(self, seats):
        self.seats = seats
        self.next = 0
        self.tickets = {}
        self.condition = threading.Condition()

    def may_eat(self, seat):
        neighbours = {(seat - 1) % self.seats, (seat + 1) % self.seats}
        return all(self.tickets[seat] <= self.tickets[one] for one in neighbours if one in self.tickets)

    def dine(self, seat, meal):
        ticket = self.next
        self.next = ticket + 1
        with self.condition:
            self.tickets[seat] = ticket
            self.condition.wait_for(lambda: self.may_eat(seat))
        try:
            meal()
        finally:
            with self.condition:
                del self.tickets[seat]
                self.condition.notify_all()
