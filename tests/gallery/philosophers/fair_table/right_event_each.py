"""Who has waited long enough is called by an event of its own."""

import threading


class FairTable:
    def __init__(self, seats):
        self.seats = seats
        self.here = []
        self.lock = threading.Lock()

    def call(self):
        for place, (seat, called) in enumerate(self.here):
            neighbours = {(seat - 1) % self.seats, (seat + 1) % self.seats}
            if not neighbours & {one for one, _ in self.here[:place]}:
                called.set()

    def dine(self, seat, meal):
        me = (seat, threading.Event())
        with self.lock:
            self.here.append(me)
            self.call()
        me[1].wait()
        try:
            meal()
        finally:
            with self.lock:
                self.here.remove(me)
                self.call()
