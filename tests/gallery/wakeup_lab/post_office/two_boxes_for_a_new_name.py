"""Makes a box for a new name in two steps: two threads make two, and each uses its own."""

import queue


class PostOffice:
    def __init__(self):
        self.boxes = {}

    def box(self, name):
        if name not in self.boxes:
            new = queue.Queue()
            self.boxes[name] = new
            return new
        return self.boxes[name]

    def send(self, name, letter):
        self.box(name).put(letter)

    def receive(self, name):
        return self.box(name).get()
