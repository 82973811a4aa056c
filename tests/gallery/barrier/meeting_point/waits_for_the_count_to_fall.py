"""Wrong: waits until the count is back at zero; a quick one who comes again makes it one before a slow one has looked."""

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
            number = self.here
            self.here += 1
            if self.here == self.parties:
                self.here = 0
                self.changed.notify_all()
            else:
                while self.here != 0 and not self.aborted:
                    self.changed.wait()
                if self.aborted and self.here != 0:
                    raise threading.BrokenBarrierError
            return number

    def abort(self):
        with self.changed:
            self.aborted = True
            self.changed.notify_all()
