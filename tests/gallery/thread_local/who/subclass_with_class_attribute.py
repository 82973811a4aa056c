"""Right: a subclass of local; what stands in the class is what each thread begins with."""

import threading


class Login(threading.local):
    name = "nobody"

    def log_in(self, name):
        self.name = name

    def user(self):
        return self.name
