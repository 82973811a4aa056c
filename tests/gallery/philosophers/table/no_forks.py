"""Nobody asks for a fork."""


class Table:
    def __init__(self, seats):
        self.seats = seats

    def dine(self, seat, meal):
        meal()
