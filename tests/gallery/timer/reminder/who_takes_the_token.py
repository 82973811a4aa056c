"""Right: there is one token, and whoever takes it decides: a lock that is never given back."""

import threading


class Reminder:
    def __init__(self, seconds, action, *args, **kwargs):
        self.token = threading.Lock()
        self.called_off = False

        def act():
            if self.token.acquire(blocking=False):
                action(*args, **kwargs)

        self.timer = threading.Timer(seconds, act)
        self.start = self.timer.start
        self.wait = self.timer.join

    def cancel(self):
        if self.token.acquire(blocking=False):
            self.called_off = True
            self.timer.cancel()
        return self.called_off
