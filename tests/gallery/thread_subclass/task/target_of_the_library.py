"""Right: no run of its own; the library calls a method that keeps the outcome as a function to call."""

from threading import Thread


class Task(Thread):
    def __init__(self, function, *args, name=None):
        super().__init__(target=self.keep_outcome, args=(function, args), name=name)

    def keep_outcome(self, function, args):
        try:
            value = function(*args)
        except Exception as error:
            self.outcome = self.raiser(error)
        else:
            self.outcome = lambda: value

    @staticmethod
    def raiser(error):
        def outcome():
            raise error

        return outcome

    def result(self, timeout=None):
        self.join(timeout)
        if self.is_alive():
            raise TimeoutError(self.name)
        return self.outcome()
