"""Takes both forks while nobody else takes any, and tells the waiting ones by a semaphore of their own (Dijkstra)."""

import threading

THINKS, HUNGRY, EATS = range(3)


class Table:
    def __init__(self, seats):
        self.seats = seats
        self.state = [THINKS] * seats
        self.may_eat = [threading.Semaphore(0) for _ in range(seats)]
        self.mutex = threading.Lock()

    def test(self, seat):
        neighbours = (self.state[(seat - 1) % self.seats], self.state[(seat + 1) % self.seats])
        if self.state[seat] == HUNGRY and EATS not in neighbours:
            self.state[seat] = EATS
            self.may_eat[seat].release()

    def dine(self, seat, meal):
        with self.mutex:
            self.state[seat] = HUNGRY
            self.test(seat)
        self.may_eat[seat].acquire()
        try:
            meal()
        finally:
            with self.mutex:
                self.state[seat] = THINKS
                self.test((seat - 1) % self.seats)
                self.test((seat + 1) % self.seats)
