"""Wrong: the event belongs to the class, and so there is one for all runners."""

import threading


class Runner(threading.Thread):
    baton = threading.Event()

    def __init__(self, name, track, next_runner=None):
        super().__init__(name=name)
        self.track = track
        self.next_runner = next_runner

    def take_baton(self):
        self.baton.set()

    def run(self):
        self.baton.wait()
        self.track.append(self.name)
        if self.next_runner:
            self.next_runner.take_baton()
