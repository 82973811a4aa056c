"""Wrong: an ordinary attribute: whoever logs in last is the user of all threads."""


class Login:
    def __init__(self):
        self.name = "nobody"

    def log_in(self, name):
        self.name = name

    def user(self):
        return self.name
