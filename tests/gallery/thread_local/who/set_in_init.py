"""Wrong: sets the value at the beginning in `__init__`, which runs in one thread: in the others it is not there."""

import threading


class Login:
    def __init__(self):
        self.local = threading.local()
        self.local.name = "nobody"

    def log_in(self, name):
        self.local.name = name

    def user(self):
        return self.local.name
