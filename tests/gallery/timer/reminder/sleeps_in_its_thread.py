"""Wrong: a thread that sleeps cannot be called off: who waits for it waits for the whole time."""

import threading
import time


class Reminder:
    def __init__(self, seconds, action, *args, **kwargs):
        self.seconds = seconds
        self.action = lambda: action(*args, **kwargs)
        self.lock = threading.Lock()
        self.begun = False
        self.called_off = False
        self.thread = threading.Thread(target=self.run)

    def start(self):
        self.thread.start()

    def run(self):
        time.sleep(self.seconds)
        with self.lock:
            if self.called_off:
                return
            self.begun = True
        self.action()

    def cancel(self):
        with self.lock:
            self.called_off = not self.begun
            return self.called_off

    def wait(self):
        self.thread.join()
