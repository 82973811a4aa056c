"""One condition, and everybody looks whether it is for them."""

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
            while not self.letters[name]:
                self.arrived.wait()
            return self.letters[name].pop(0)
