"""Wrong: nobody sets the count back: from the second meeting on nobody waits."""

import threading


class MeetingPoint:
    def __init__(self, parties):
        self.parties = parties
        self.here = 0
        self.aborted = False
        self.changed = threading.Condition()

    def wait(self):
        with self.changed:
            if self.aborted:
                raise threading.BrokenBarrierError
            number = self.here % self.parties
            self.here += 1
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.here >= self.parties or self.aborted)
            if self.here < self.parties:
                raise threading.BrokenBarrierError
            return number

    def abort(self):
        with self.changed:
            self.aborted = True
            self.changed.notify_all()
