"""Wrong: one local for all objects of the class."""

import threading

local = threading.local()


class Login:
    def __init__(self):
        pass

    def log_in(self, name):
        local.name = name

    def user(self):
        return getattr(local, "name", "nobody")
