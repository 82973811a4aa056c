"""Wrong: the baton starts the thread, which has been started already."""

import threading


class Runner(threading.Thread):
    def __init__(self, name, track, next_runner=None):
        super().__init__(name=name)
        self.track = track
        self.next_runner = next_runner

    def take_baton(self):
        self.start()

    def run(self):
        self.track.append(self.name)
        if self.next_runner:
            self.next_runner.take_baton()
