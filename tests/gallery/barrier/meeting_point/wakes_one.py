"""Wrong: notify in place of notify_all: of those who wait, one is told that all are there."""

import threading


class MeetingPoint:
    def __init__(self, parties):
        self.parties = parties
        self.here = 0
        self.meeting = 0
        self.aborted = False
        self.changed = threading.Condition()

    def wait(self):
        with self.changed:
            if self.aborted:
                raise threading.BrokenBarrierError
            mine, number = self.meeting, self.here
            self.here += 1
            if self.here == self.parties:
                self.here = 0
                self.meeting += 1
                self.changed.notify()
            self.changed.wait_for(lambda: self.meeting != mine or self.aborted)
            if self.meeting == mine:
                raise threading.BrokenBarrierError
            return number

    def abort(self):
        with self.changed:
            self.aborted = True
            self.changed.notify_all()
