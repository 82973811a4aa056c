"""Right: each meeting has its own event, and whoever comes last puts the next one in its place."""

import threading


class MeetingPoint:
    def __init__(self, parties):
        self.parties = parties
        self.lock = threading.Lock()
        self.aborted = False
        self.begin()

    def begin(self):
        self.here = 0
        self.complete = threading.Event()
        self.outcome = []

    def wait(self):
        with self.lock:
            if self.aborted:
                raise threading.BrokenBarrierError
            number = self.here
            self.here += 1
            complete, outcome = self.complete, self.outcome
            if self.here == self.parties:
                outcome.append("all are here")
                complete.set()
                self.begin()
        complete.wait()
        if not outcome:
            raise threading.BrokenBarrierError
        return number

    def abort(self):
        with self.lock:
            self.aborted = True
            self.complete.set()
