"""Wrong: abort sets a flag, and those who sleep do not see flags."""

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
                self.changed.notify_all()
            self.changed.wait_for(lambda: self.meeting != mine or self.aborted)
            if self.meeting == mine:
                raise threading.BrokenBarrierError
            return number

    def abort(self):
        self.aborted = True
