"""Gives a letter to somebody who waits; without one it is gone."""

import threading
from collections import defaultdict


class PostOffice:
    def __init__(self):
        self.waiting = defaultdict(list)
        self.lock = threading.Lock()

    def send(self, name, letter):
        with self.lock:
            if self.waiting[name]:
                arrived, place = self.waiting[name].pop(0)
                place.append(letter)
                arrived.set()

    def receive(self, name):
        arrived, place = threading.Event(), []
        with self.lock:
            self.waiting[name].append((arrived, place))
        arrived.wait()
        return place[0]
