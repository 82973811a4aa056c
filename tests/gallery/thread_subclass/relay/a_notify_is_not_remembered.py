"""Wrong: a condition without anything that stays true: a baton that comes before the runner is lost."""

import threading


class Runner(threading.Thread):
    def __init__(self, name, track, next_runner=None):
        super().__init__(name=name)
        self.track = track
        self.next_runner = next_runner
        self.baton = threading.Condition()

    def take_baton(self):
        with self.baton:
            self.baton.notify()

    def run(self):
        with self.baton:
            self.baton.wait()
        self.track.append(self.name)
        if self.next_runner:
            self.next_runner.take_baton()
