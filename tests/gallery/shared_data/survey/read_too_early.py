"""Wrong: reads the sheet without waiting for those who still think."""

import threading


class Survey:
    def __init__(self):
        self.answers = {}

    def begin(self, people):
        for name, ask in people.items():
            threading.Thread(target=self.ask, args=(name, ask)).start()

    def ask(self, name, ask):
        self.answers[name] = ask()

    def finish(self):
        return self.answers

    def most_frequent(self):
        given = list(self.answers.values())
        return min(set(given), key=lambda answer: (-given.count(answer), answer))
