"""Right: a context variable; each thread begins with a context of its own."""

import contextvars


class Login:
    def __init__(self):
        self.name = contextvars.ContextVar("name", default="nobody")

    def log_in(self, name):
        self.name.set(name)

    def user(self):
        return self.name.get()
