"""Wrong: the abort wakes those who wait, and who comes after it waits as if nothing had happened."""

import threading


class MeetingPoint:
    def __init__(self, parties):
        self.parties = parties
        self.here = 0
        self.meeting = 0
        self.aborts = 0
        self.aborted = False
        self.changed = threading.Condition()

    def wait(self):
        with self.changed:
            mine, number, aborts = self.meeting, self.here, self.aborts
            self.here += 1
            if self.here == self.parties:
                self.here = 0
                self.meeting += 1
                self.changed.notify_all()
            self.changed.wait_for(lambda: self.meeting != mine or self.aborts != aborts)
            if self.meeting == mine:
                raise threading.BrokenBarrierError
            return number

    def abort(self):
        with self.changed:
            self.aborts += 1
            self.changed.notify_all()
