"""Takes an empty letter for none."""

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
            while not (letter := self.next_one(name)):
                self.arrived.wait()
            return letter

    def next_one(self, name):
        return self.letters[name].pop(0) if self.letters[name] else None
