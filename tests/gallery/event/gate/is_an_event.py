"""Right: a gate is an event with other names."""

from threading import Event


class Gate(Event):
    open = Event.set
    close = Event.clear

    def pass_through(self, timeout=None):
        return self.is_set() or self.wait(timeout)
