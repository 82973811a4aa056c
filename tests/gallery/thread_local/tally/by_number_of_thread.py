"""Wrong: counts by the number of the thread, which a later thread may be given again."""

import threading
from collections import defaultdict


class Tally:
    def __init__(self):
        self.counts = defaultdict(int)

    def add(self, amount):
        self.counts[threading.get_ident()] += amount

    def mine(self):
        return self.counts[threading.get_ident()]

    def total(self):
        return sum(self.counts.values())
