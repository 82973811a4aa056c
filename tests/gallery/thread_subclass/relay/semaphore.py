"""Right: a semaphore that begins at nought."""

from threading import Semaphore, Thread


class Runner(Thread):
    def __init__(self, name, track, next_runner=None):
        Thread.__init__(self, name=name)
        self.track = track
        self.next_runner = next_runner
        self.baton = Semaphore(0)

    def take_baton(self):
        self.baton.release()

    def run(self):
        with self.baton:
            self.track.append(self.name)
            if self.next_runner:
                self.next_runner.take_baton()
