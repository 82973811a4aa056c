"""Wrong: remembers the threads of the last group only."""

import threading


class Survey:
    def __init__(self):
        self.answers = {}
        self.threads = []

    def begin(self, people):
        self.threads = [threading.Thread(target=self.ask, args=pair) for pair in people.items()]
        for thread in self.threads:
            thread.start()

    def ask(self, name, ask):
        self.answers[name] = ask()

    def finish(self):
        for thread in self.threads:
            thread.join()
        return self.answers

    def most_frequent(self):
        given = list(self.finish().values())
        return min(set(given), key=lambda answer: (-given.count(answer), answer))
