"""Takes the uppermost letter, whoever it is for."""

import threading


class PostOffice:
    def __init__(self):
        self.letters = []
        self.arrived = threading.Condition()

    def send(self, name, letter):
        with self.arrived:
            self.letters.append(letter)
            self.arrived.notify_all()

    def receive(self, name):
        with self.arrived:
            while not self.letters:
                self.arrived.wait()
            return self.letters.pop(0)
