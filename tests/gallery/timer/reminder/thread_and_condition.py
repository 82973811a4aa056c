"""Right: a thread that waits on a condition, and one word for what has become of it."""

import threading


class Reminder(threading.Thread):
    def __init__(self, seconds, action, *args, **kwargs):
        super().__init__()
        self.seconds = seconds
        self.action = (action, args, kwargs)
        self.changed = threading.Condition()
        self.state = "waiting"

    def run(self):
        with self.changed:
            self.changed.wait_for(lambda: self.state == "called off", self.seconds)
            if self.state == "called off":
                return
            self.state = "begun"
        action, args, kwargs = self.action
        action(*args, **kwargs)

    def cancel(self):
        with self.changed:
            if self.state == "waiting":
                self.state = "called off"
                self.changed.notify_all()
            return self.state == "called off"

    def wait(self):
        self.join()
