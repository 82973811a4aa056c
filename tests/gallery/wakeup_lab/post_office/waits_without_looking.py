"""Waits for a notify before it looks."""

import threading
from collections import defaultdict


class PostOffice:
    def __init__(self):
        self.letters = defaultdict(list)
        self.arrived = threading.Condition()

    def send(self, name, letter):
        with self.arrived:
            self.letters[name].append(letter)
            self.arrived.notify_all()

    def receive(self, name):
        with self.arrived:
            self.arrived.wait_for(lambda: True)
            self.arrived.wait()
            return self.letters[name].pop(0)
