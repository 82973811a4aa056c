"""Wrong: a timer whose thread is alive may be waiting still, or in the middle of its action."""

import threading


class Reminder:
    def __init__(self, seconds, action, *args, **kwargs):
        self.timer = threading.Timer(seconds, action, args, kwargs)
        self.called_off = False

    def start(self):
        self.timer.start()

    def cancel(self):
        if self.called_off or self.timer.ident is None or self.timer.is_alive():
            self.called_off = True
            self.timer.cancel()
            return True
        return False

    def wait(self):
        self.timer.join()
