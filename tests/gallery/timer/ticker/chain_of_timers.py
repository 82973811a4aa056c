"""Right: a timer for each tick, counted from the start, and a lock that lets no new one begin after the stop."""

import threading
import time


class Ticker:
    def __init__(self, seconds, action):
        self.seconds = seconds
        self.action = action
        self.lock = threading.RLock()
        self.stopped = False
        self.timers = []

    def start(self):
        self.due = time.monotonic()
        self.schedule()

    def schedule(self):
        with self.lock:
            if not self.stopped:
                self.due += self.seconds
                self.timers = [timer for timer in self.timers if timer.is_alive()]
                self.timers.append(threading.Timer(max(0, self.due - time.monotonic()), self.tick))
                self.timers[-1].start()

    def tick(self):
        with self.lock:
            if self.stopped:
                return
        self.action()
        self.schedule()

    def stop(self):
        with self.lock:
            self.stopped = True
            for timer in self.timers:
                timer.cancel()
        for timer in self.timers:
            if timer is not threading.current_thread():
                timer.join()
