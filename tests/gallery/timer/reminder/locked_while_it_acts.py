"""Wrong: holds the lock while the action runs, so that who comes too late is not told so, but waits."""

import threading


class Reminder:
    def __init__(self, seconds, action, *args, **kwargs):
        self.lock = threading.Lock()
        self.begun = False
        self.called_off = False
        self.action = lambda: action(*args, **kwargs)
        self.timer = threading.Timer(seconds, self.run)

    def run(self):
        with self.lock:
            if not self.called_off:
                self.action()
                self.begun = True

    def start(self):
        self.timer.start()

    def cancel(self):
        with self.lock:
            if self.begun:
                return False
            self.called_off = True
        self.timer.cancel()
        return True

    def wait(self):
        self.timer.join()
        assert self.lock.acquire(timeout=0)
        self.lock.release()
