"""Wrong: adds up the threads that are alive; what the others had counted is gone with them."""

import threading


class Tally:
    def __init__(self):
        self.counts = {}

    def add(self, amount):
        me = threading.current_thread()
        self.counts[me] = self.counts.get(me, 0) + amount

    def mine(self):
        return self.counts.get(threading.current_thread(), 0)

    def total(self):
        return sum(self.counts.get(thread, 0) for thread in threading.enumerate())
