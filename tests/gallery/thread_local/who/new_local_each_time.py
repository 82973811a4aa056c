"""Wrong: a new local at each login: the one before, with the users of all other threads, is thrown away."""

import threading


class Login:
    def __init__(self):
        self.local = threading.local()

    def log_in(self, name):
        self.local = threading.local()
        self.local.name = name

    def user(self):
        return getattr(self.local, "name", "nobody")
